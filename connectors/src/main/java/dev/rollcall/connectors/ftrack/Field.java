// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.ValueRule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One attribute of a user, or of a group.
///
/// @param name as it stands in a mapping
/// @param options the values that it takes; any where there are none
record Field(String name, Place place, Form form, Access access, List<String> options) {
  private static final String TYPE = "__type__";

  Field {
    options = List.copyOf(options);
  }

  /// A property.
  Field(String name, String column, Form form, Access access) {
    this(name, new Place.Column(column), form, access, List.of());
  }

  /// Where the value is kept.
  sealed interface Place {
    /// In a property of the entity.
    record Column(String name) implements Place {}

    /// In a custom attribute.
    ///
    /// @param configuration the id of its configuration
    record Custom(String configuration, String key) implements Place {}

    /// In the metadata of the entity.
    record Metadata(String key) implements Place {}

    /// In the picture that the entity's thumbnail is.
    record Picture() implements Place {}
  }

  /// How its value is written.
  enum Form {
    TEXT,
    BOOLEAN,
    NUMBER,
    DATE,
    /// One of several options.
    OPTION,
    /// Some of several options.
    OPTIONS,
    /// The name of a `UserType`; its id on the wire.
    USER_TYPE,
    /// A picture, see [Picture].
    IMAGE
  }

  /// Who gives it its value.
  enum Access {
    MAPPING,
    /// The server.
    SERVER,
    /// Rollcall, by opening and closing accounts.
    ROLLCALL
  }

  AttributeType type() {
    return switch (form) {
      case TEXT, USER_TYPE, OPTION -> AttributeType.SINGLE_TEXT;
      case OPTIONS -> AttributeType.TEXT;
      case BOOLEAN -> new AttributeType(ValueRule.BOOLEAN, true, false);
      case NUMBER -> new AttributeType(Field::plain, true, false);
      case DATE -> new AttributeType(Field::day, true, false);
      case IMAGE -> new AttributeType(Picture::print, true, false);
    };
  }

  /// What a query has to ask for.
  List<String> columns() {
    return switch (place) {
      case Place.Column(String column) -> List.of(column);
      case Place.Custom _ -> List.of("custom_attributes.key", "custom_attributes.value");
      case Place.Metadata _ -> List.of("metadata.key", "metadata.value");
      case Place.Picture _ -> Picture.COLUMNS;
    };
  }

  /// Its values in a row.
  List<String> values(Row row, UserTypes types) {
    return switch (place) {
      case Place.Column(String column) ->
          row.text(column)
              .filter(value -> !value.isEmpty())
              .map(value -> List.of(form == Form.USER_TYPE ? types.name(value) : value))
              .orElse(List.of());
      case Place.Custom(_, String key) -> keyed(row, "custom_attributes", key);
      case Place.Metadata(String key) -> keyed(row, "metadata", key);
      case Place.Picture _ -> Picture.of(row);
    };
  }

  private static List<String> keyed(Row row, String relation, String key) {
    return row.keyed(relation, key).map(Field::texts).orElse(List.of());
  }

  private static List<String> texts(JsonNode value) {
    if (value.isArray()) {
      return value.values().stream().flatMap(each -> texts(each).stream()).toList();
    }
    JsonNode plain = value.has(TYPE) ? value.path("value") : value;
    return plain.asStringOpt().filter(text -> !text.isEmpty()).map(List::of).orElse(List.of());
  }

  /// Its value for the server; empty where the value has no such form.
  Optional<JsonNode> json(List<String> values, UserTypes types) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (form == Form.OPTIONS || form == Form.OPTION) {
      ArrayNode chosen = json.arrayNode();
      values.forEach(chosen::add);
      return Optional.of(chosen);
    }
    if (values.isEmpty()) {
      return Optional.of(json.nullNode());
    }
    return json(values.getFirst(), types);
  }

  private Optional<JsonNode> json(String value, UserTypes types) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (form) {
      case TEXT, OPTION, OPTIONS -> Optional.of(json.stringNode(value));
      case IMAGE -> Picture.bytes(value).map(json::binaryNode);
      case BOOLEAN ->
          switch (ValueRule.BOOLEAN.normal(value)) {
            case "TRUE" -> Optional.of(json.booleanNode(true));
            case "FALSE" -> Optional.of(json.booleanNode(false));
            default -> Optional.empty();
          };
      case NUMBER -> number(value).map(json::numberNode);
      case DATE -> date(value).map(Field::moment);
      case USER_TYPE -> types.id(value).map(json::stringNode);
    };
  }

  /// A date of a custom attribute is a date-time on the wire.
  private static JsonNode moment(LocalDate date) {
    ObjectNode moment = JsonNodeFactory.instance.objectNode();
    return moment.put(TYPE, "datetime").put("value", date + "T00:00:00");
  }

  private static Optional<BigDecimal> number(String value) {
    return value.length() <= 40 && value.strip().matches("[+-]?\\d+(\\.\\d+)?")
        ? Optional.of(new BigDecimal(value.strip()))
        : Optional.empty();
  }

  private static String plain(String value) {
    return number(value).map(n -> n.stripTrailingZeros().toPlainString()).orElse(value);
  }

  /// The day of a date, or of a date with a time.
  private static Optional<LocalDate> date(String value) {
    String day = value.strip().replaceFirst("[T ].*$", "");
    try {
      return Optional.of(LocalDate.parse(day));
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }

  private static String day(String value) {
    return date(value).map(LocalDate::toString).orElse(value);
  }
}
