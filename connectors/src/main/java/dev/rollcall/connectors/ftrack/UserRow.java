// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One user in an answer.
record UserRow(JsonNode row, Entities entities) {
  String id() {
    return text("id").orElse("");
  }

  String username() {
    return text("username").orElse("");
  }

  boolean active() {
    return text("is_active").map("true"::equals).orElse(false);
  }

  Optional<String> text(String column) {
    return entities.text(row, column);
  }

  /// Whether it is an entity of exactly this type; `Resource` has several.
  boolean is(String entityType) {
    return text("__entity_type__").map(entityType::equals).orElse(true);
  }
}
