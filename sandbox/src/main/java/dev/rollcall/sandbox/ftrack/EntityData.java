// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.protocol.WireValue;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property;
import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads `entity_data`: the values that rows keep, whichever way the client wrote them.
final class EntityData {
  private EntityData() {}

  static Map<String, Value> read(EntityType type, JsonNode data) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      String name = entry.getKey();
      if (!name.startsWith("__")) {
        Property property =
            type.property(name)
                .orElseThrow(() -> Refusal.invalid(type + " has no attribute '" + name + "'"));
        put(values, property, entry.getValue());
      }
    }
    return values;
  }

  private static void put(Map<String, Value> values, Property property, JsonNode node) {
    switch (property) {
      case Column column -> values.put(column.name(), value(column, node));
      case Property.One one -> values.put(one.by(), reference(node));
      case Property.Linked linked -> values.put(linked.name(), references(node));
      // Clients resend collections after changing what is in them; the entities in them say it all.
      case Property.Many _ -> {}
    }
  }

  private static Value reference(JsonNode node) {
    JsonNode key = node.isObject() ? node.path("id") : node;
    if (key.isNull()) {
      return Values.ABSENT;
    }
    if (!key.isString()) {
      throw Refusal.invalid("a reference to an entity needs its id");
    }
    return Value.text(key.stringValue());
  }

  private static Value references(JsonNode node) {
    return new Value.Several(node.valueStream().map(EntityData::reference).toList());
  }

  private static Value value(Column column, JsonNode node) {
    if (column.kind() == Property.Kind.JSON && node.isContainer()) {
      return Value.text(node.toString());
    }
    Value value = WireValue.read(node);
    if (value.isAbsent()) {
      return value;
    }
    return switch (column.kind()) {
      case TEXT, KEY, JSON -> text(column, value);
      case FLAG -> require(value instanceof Value.Flag, column, value);
      case INTEGER, NUMBER -> require(value instanceof Value.Numeric, column, value);
      case MOMENT -> moment(column, value);
      case VARIABLE -> value;
      case OBJECT -> Values.ABSENT;
    };
  }

  private static Value text(Column column, Value value) {
    return switch (value) {
      case Value.Text(String text) -> Value.text(clean(column, text));
      // JavaScript clients send every text that looks like a date-time as one:
      // @ftrack/api 1.11.2, util/convert_to_iso_string.
      case Value.Moment(LocalDateTime at) -> Value.text(WireValue.format(at));
      case Value other -> require(false, column, other);
    };
  }

  private static String clean(Column column, String text) {
    if (text.indexOf('\0') >= 0) {
      throw Refusal.integrity("'" + column.name() + "' contains a NUL character");
    }
    return text;
  }

  private static Value moment(Column column, Value value) {
    return switch (value) {
      case Value.Moment moment -> moment;
      case Value.Day(LocalDate date) -> new Value.Moment(date.atStartOfDay());
      case Value.Text(String text) -> new Value.Moment(WireValue.moment(text));
      case Value other -> require(false, column, other);
    };
  }

  private static Value require(boolean fits, Column column, Value value) {
    if (!fits) {
      throw Refusal.invalid(
          "'" + value.asText() + "' is not a valid value for '" + column.name() + "'");
    }
    return value;
  }
}
