// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Field.Access;
import dev.rollcall.connectors.ftrack.Field.Form;
import dev.rollcall.connectors.ftrack.Field.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The custom attributes that a server's users have. A mapping names them `custom.KEY`.
final class CustomAttributes {
  static final String PREFIX = "custom.";

  static final String QUERY =
      "select id, key, label, type.name, config, is_hierarchical from CustomAttributeConfiguration"
          + " where entity_type is \"user\"";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CustomAttributes() {}

  static List<Field> fields(List<Row> configurations) {
    return configurations.stream().flatMap(row -> field(row).stream()).toList();
  }

  private static Optional<Field> field(Row row) {
    return row.text("key").filter(key -> !key.isBlank()).map(key -> field(row, key));
  }

  private static Field field(Row row, String key) {
    String type = row.one("type").flatMap(found -> found.text("name")).orElse("text");
    JsonNode config = parsed(row.text("config").orElse("{}"));
    Form form =
        switch (type.toLowerCase(Locale.ROOT)) {
          case "boolean" -> Form.BOOLEAN;
          case "number" -> Form.NUMBER;
          case "date" -> Form.DATE;
          case "enumerator", "dynamic enumerator" ->
              config.path("multiSelect").asBoolean(false) ? Form.OPTIONS : Form.OPTION;
          default -> Form.TEXT;
        };
    boolean computed = type.equalsIgnoreCase("expression");
    return new Field(
        PREFIX + key,
        new Place.Custom(row.id(), key),
        form,
        computed ? Access.SERVER : Access.MAPPING,
        type.equalsIgnoreCase("enumerator") ? options(config) : List.of());
  }

  /// The options stand as JSON text inside the JSON.
  private static List<String> options(JsonNode config) {
    JsonNode data = config.path("data");
    JsonNode options = data.isString() ? parsed(data.stringValue()) : data;
    List<String> values = new ArrayList<>();
    options
        .values()
        .forEach(option -> {
          String value =
              option.isObject() ? option.path("value").asString("") : option.asString("");
          if (!value.isEmpty()) {
            values.add(value);
          }
        });
    return values;
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }
}
