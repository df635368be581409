// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import java.util.Arrays;
import java.util.Map;

/// One entity as it is now. A change makes a new row; two rows are the same only if they are one.
public final class Row {
  private final EntityType type;
  private final Value[] values;

  private Row(EntityType type, Value[] values) {
    this.type = type;
    this.values = values;
  }

  /// A row with these values by property name; what is not named is absent.
  public static Row of(EntityType type, Map<String, Value> named) {
    Value[] values = new Value[type.width()];
    Arrays.fill(values, Values.ABSENT);
    return new Row(type, values).with(named);
  }

  /// The same entity with some values changed.
  public Row with(Map<String, Value> changes) {
    Value[] changed = values.clone();
    changes.forEach((name, value) -> changed[type.slot(name)] = value);
    return new Row(type, changed);
  }

  public EntityType type() {
    return type;
  }

  public Value value(String property) {
    int slot = type.slot(property);
    return slot < 0 ? Values.ABSENT : values[slot];
  }

  public String text(String property) {
    return value(property).asText();
  }

  public boolean isOn(String property) {
    return value(property).equals(Values.TRUE);
  }

  /// What tells this entity from the others of its type.
  public String key() {
    return type.key().size() == 1
        ? text(type.key().getFirst())
        : key(type.key().stream().map(this::text).toArray(String[]::new));
  }

  /// The key made of these parts, in the order of the primary key.
  public static String key(String... parts) {
    return String.join("\n", parts);
  }

  @Override
  public String toString() {
    return type + " " + key();
  }
}
