// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One entity in an answer.
record Row(JsonNode row, Entities entities) {
  String id() {
    return text("id").orElse("");
  }

  String username() {
    return text("username").orElse("");
  }

  boolean active() {
    return flag("is_active");
  }

  boolean flag(String column) {
    return text(column).map("true"::equals).orElse(false);
  }

  /// The rows of a relation to many.
  List<Row> several(String relation) {
    return entities
        .value(row, List.of(relation))
        .map(found -> found.values().stream().map(each -> new Row(each, entities)).toList())
        .orElse(List.of());
  }

  /// The value under a key, where a relation keeps values by keys.
  Optional<JsonNode> keyed(String relation, String key) {
    return several(relation).stream()
        .filter(each -> each.text("key").map(key::equals).orElse(false))
        .findFirst()
        .flatMap(each -> each.entities.value(each.row, List.of("value")));
  }

  /// The row of a relation to one.
  Optional<Row> one(String relation) {
    return entities.value(row, List.of(relation)).map(found -> new Row(found, entities));
  }

  Optional<String> text(String column) {
    return entities.text(row, column);
  }

  /// Whether it is an entity of exactly this type; `Resource` has several.
  boolean is(String entityType) {
    return text("__entity_type__").map(entityType::equals).orElse(true);
  }
}
