// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.ValueRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// One attribute of a user.
///
/// @param name as it stands in a mapping
/// @param column the property that holds it on the wire
record Field(String name, String column, Form form, Access access) {
  /// How its value is written.
  enum Form {
    TEXT,
    BOOLEAN,
    NUMBER,
    /// The name of a `UserType`; its id on the wire.
    USER_TYPE
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
      case TEXT, USER_TYPE -> AttributeType.SINGLE_TEXT;
      case BOOLEAN -> new AttributeType(ValueRule.BOOLEAN, true, false);
      case NUMBER -> new AttributeType(Field::plain, true, false);
    };
  }

  /// Its values in a row: one or none.
  List<String> values(Row row, UserTypes types) {
    Optional<String> text = row.text(column).filter(value -> !value.isEmpty());
    return switch (form) {
      case TEXT, BOOLEAN, NUMBER -> text.map(List::of).orElse(List.of());
      case USER_TYPE -> text.map(id -> List.of(types.name(id))).orElse(List.of());
    };
  }

  /// Its value for the server; empty where the value has no such form.
  Optional<JsonNode> json(List<String> values, UserTypes types) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (values.isEmpty()) {
      return Optional.of(json.nullNode());
    }
    String value = values.getFirst();
    return switch (form) {
      case TEXT -> Optional.of(json.stringNode(value));
      case BOOLEAN ->
          switch (ValueRule.BOOLEAN.normal(value)) {
            case "TRUE" -> Optional.of(json.booleanNode(true));
            case "FALSE" -> Optional.of(json.booleanNode(false));
            default -> Optional.empty();
          };
      case NUMBER -> number(value).map(json::numberNode);
      case USER_TYPE -> types.id(value).map(json::stringNode);
    };
  }

  private static Optional<BigDecimal> number(String value) {
    return value.length() <= 40 && value.strip().matches("[+-]?\\d+(\\.\\d+)?")
        ? Optional.of(new BigDecimal(value.strip()))
        : Optional.empty();
  }

  private static String plain(String value) {
    return number(value).map(n -> n.stripTrailingZeros().toPlainString()).orElse(value);
  }
}
