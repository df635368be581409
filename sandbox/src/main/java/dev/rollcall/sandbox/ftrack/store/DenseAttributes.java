// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Custom attributes of users: one for each configuration, written or not.
final class DenseAttributes {
  private final Store store;
  private final EntityType type;

  DenseAttributes(Store store) {
    this.store = store;
    this.type = store.schema().named("UserCustomAttributeValue");
  }

  boolean isDense(EntityType other) {
    return other == type;
  }

  List<Row> all() {
    List<Row> configurations = configurations();
    return store.rows("User").stream().flatMap(user -> values(user, configurations)).toList();
  }

  List<Row> ofUser(String userId) {
    return store.find("User", userId).stream()
        .flatMap(user -> values(user, configurations()))
        .toList();
  }

  private List<Row> configurations() {
    return store.rows("CustomAttributeConfiguration").stream()
        .filter(configuration -> configuration.text("entity_type").equals("user"))
        .toList();
  }

  private Stream<Row> values(Row user, List<Row> configurations) {
    return configurations.stream().map(configuration -> value(user, configuration));
  }

  private Row value(Row user, Row configuration) {
    return store
        .find(type, Row.key(configuration.key(), user.key()))
        .orElseGet(() -> untouched(user, configuration));
  }

  private Row untouched(Row user, Row configuration) {
    Map<String, Value> values =
        Map.of(
            "configuration_id", configuration.value("id"),
            "entity_id", user.value("id"),
            "key", configuration.value("key"),
            "value", configuration.value("default"));
    return Row.of(type, values);
  }
}
