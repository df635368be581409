// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The entities of one answer. ftrack writes an entity out once and later only refers to it by type
/// and key, so what is known of it is gathered from every place.
public final class Entities {
  private static final String TYPE = "__entity_type__";
  private static final List<List<String>> KEYS =
      List.of(List.of("id"), List.of("configuration_id", "entity_id"), List.of("parent_id", "key"));

  private final Map<List<String>, ObjectNode> known = new HashMap<>();

  private Entities() {}

  /// Of all results of an answer.
  static Entities of(List<JsonNode> results) {
    Entities entities = new Entities();
    results.forEach(entities::gather);
    return entities;
  }

  /// What an entity, or a thing reached from it along relations, has under a name. Empty when it is
  /// null or was not told.
  public Optional<JsonNode> value(JsonNode entity, List<String> path) {
    Optional<JsonNode> found = Optional.of(entity);
    for (String name : path) {
      found = found.flatMap(node -> property(node, name));
    }
    return found;
  }

  /// The text of a scalar value.
  public Optional<String> text(JsonNode entity, String name) {
    return value(entity, List.of(name)).flatMap(JsonNode::asStringOpt);
  }

  private Optional<JsonNode> property(JsonNode entity, String name) {
    return entity
        .optional(name)
        .or(() -> identity(entity).map(known::get).flatMap(whole -> whole.optional(name)))
        .filter(node -> !node.isNull());
  }

  private void gather(JsonNode node) {
    if (node.isObject()) {
      identity(node)
          .ifPresent(identity -> merge(known.computeIfAbsent(identity, _ -> empty()), node));
    }
    if (node.isContainer()) {
      node.values().forEach(this::gather);
    }
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void merge(ObjectNode whole, JsonNode occurrence) {
    occurrence.forEachEntry((name, value) -> {
      if (!whole.has(name)) {
        whole.set(name, value);
      }
    });
  }

  private static Optional<List<String>> identity(JsonNode node) {
    return node.optional(TYPE)
        .flatMap(JsonNode::asStringOpt)
        .flatMap(type ->
            KEYS.stream()
                .filter(key -> key.stream().allMatch(node::hasNonNull))
                .findFirst()
                .map(key -> identity(type, key, node)));
  }

  private static List<String> identity(String type, List<String> key, JsonNode node) {
    List<String> parts = new ArrayList<>(List.of(type));
    key.forEach(name -> parts.add(node.path(name).asString("")));
    return List.copyOf(parts);
  }
}
