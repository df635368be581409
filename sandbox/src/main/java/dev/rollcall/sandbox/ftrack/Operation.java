// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.query.Query;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One element of a call.
///
/// @param query the expression of a query that can be read
record Operation(JsonNode json, String action, String entityType, Optional<Query> query) {

  static Operation of(JsonNode json) {
    String action = json.path("action").asString("");
    Optional<Query> query = action.equals("query") ? readable(json) : Optional.empty();
    String entityType =
        query.map(Query::entityType).orElseGet(() -> json.path("entity_type").asString(""));
    return new Operation(json, action, entityType, query);
  }

  private static Optional<Query> readable(JsonNode json) {
    try {
      return Optional.of(Query.parse(json.path("expression").asString("")));
    } catch (Refusal _) {
      return Optional.empty();
    }
  }

  /// The query, or the refusal that says why it cannot be read.
  Query expression() {
    return query.orElseGet(() -> Query.parse(text("expression")));
  }

  /// A text that the operation must have.
  String text(String name) {
    JsonNode node = json.path(name);
    if (!node.isString() || node.stringValue().isEmpty()) {
      throw Refusal.invalid("the operation '" + action + "' needs '" + name + "'");
    }
    return node.stringValue();
  }

  JsonNode data() {
    return json.path("entity_data");
  }

  /// The parts of the primary key; clients write a single part with or without an array.
  List<String> key() {
    JsonNode key = json.path("entity_key");
    return key.isArray()
        ? key.valueStream().map(part -> part.asString("")).toList()
        : key.isString() ? List.of(key.stringValue()) : List.of();
  }

  boolean changesSomething() {
    return switch (action) {
      case "query",
          "search",
          "query_schemas",
          "query_server_information",
          "permissions",
          "get_upload_metadata" ->
          false;
      default -> true;
    };
  }
}
