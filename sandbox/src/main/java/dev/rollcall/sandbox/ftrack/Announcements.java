// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.hub.EventHub;
import dev.rollcall.sandbox.ftrack.protocol.WireValue;
import dev.rollcall.sandbox.ftrack.schema.Property;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import dev.rollcall.sandbox.ftrack.store.Change;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells the event hub what a call has changed, as one `ftrack.update` event.
final class Announcements {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = JsonMapper.shared();

  /// Which column names what an entity belongs to.
  private static final Map<String, Map<String, String>> PARENTS =
      Map.of(
          "Membership", Map.of("user_id", "User", "group_id", "Group"),
          "UserSecurityRole", Map.of("user_id", "User"),
          "UserSecurityRoleProject", Map.of("project_id", "Project"),
          "Group", Map.of("parent_id", "Group"),
          "Appointment", Map.of("context_id", "Context"),
          "User", Map.of(),
          "Project", Map.of());

  private final Store store;
  private final EventHub hub;
  private final RulesInForce rules;

  Announcements(Store store, EventHub hub, RulesInForce rules) {
    this.store = store;
    this.hub = hub;
    this.rules = rules;
  }

  /// Publishes the changes, if anybody listens and there is something that events tell of.
  void announce(Supplier<List<Change>> changes, String username, Optional<String> clientToken) {
    if (!hub.hasPeers()) {
      return;
    }
    ArrayNode entities = NODES.arrayNode();
    List<Change> all = changes.get();
    all.stream()
        .filter(change -> PARENTS.containsKey(change.row().type().name()))
        .forEach(change -> entities.add(entity(change, all)));
    if (!entities.isEmpty()) {
      hub.publish(event(entities, username, clientToken));
    }
  }

  private static ObjectNode event(
      ArrayNode entities, String username, Optional<String> clientToken) {
    ObjectNode event = NODES.objectNode();
    event.put("id", UUID.randomUUID().toString());
    event.put("topic", "ftrack.update");
    ObjectNode data = event.putObject("data");
    data.set("entities", entities);
    clientToken.ifPresentOrElse(
        token -> data.put("clientToken", token), () -> data.putNull("clientToken"));
    data.putObject("user").put("name", username);
    event.put("target", "");
    event.putNull("inReplyToEvent");
    event.put("sent", true);
    ObjectNode source = event.putObject("source");
    source.put("id", "sandbox").put("applicationId", "ftrack.server");
    source.putObject("user").put("username", username);
    return event;
  }

  private ObjectNode entity(Change change, List<Change> all) {
    Row row = change.row();
    ObjectNode entity = NODES.objectNode();
    entity.put("action", action(change));
    entity.put("entityId", row.key());
    entity.put("entity_type", row.type().name());
    entity.put("entityType", legacy(row.type().name()));
    ObjectNode changes = NODES.objectNode();
    for (Property property : row.type().stored()) {
      Value before = value(change.before(), property);
      Value after = value(change.after(), property);
      if (!before.equals(after)) {
        ObjectNode pair = changes.putObject(name(property));
        pair.set("old", json(before));
        pair.set("new", json(after));
      }
    }
    ArrayNode keys = entity.putArray("keys");
    changes.propertyNames().forEach(keys::add);
    entity.set("changes", changes);
    parents(entity.putArray("parents"), row, all);
    return entity;
  }

  private static String action(Change change) {
    if (change.before().isEmpty()) {
      return "add";
    }
    return change.after().isEmpty() ? "remove" : "update";
  }

  /// The names that handlers in production look for: ynput/ayon-ftrack,
  /// event_users_sync_from_ftrack.
  private static String legacy(String type) {
    return switch (type) {
      case "Project" -> "show";
      case "UserSecurityRole" -> "userrole";
      case "UserSecurityRoleProject" -> "userroleproject";
      default -> type.toLowerCase(Locale.ROOT);
    };
  }

  private String name(Property property) {
    boolean column = rules.now().calls().columnsInEvents();
    return column ? property.alias().orElse(property.name()) : property.name();
  }

  private static Value value(Optional<Row> row, Property property) {
    return row.map(there -> there.value(property.name())).orElse(Values.ABSENT);
  }

  private static JsonNode json(Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      WireValue.write(out, value);
    }
    return JSON.readTree(text.toString());
  }

  private void parents(ArrayNode parents, Row row, List<Change> changes) {
    PARENTS
        .getOrDefault(row.type().name(), Map.of())
        .forEach(
            (column, type) -> parent(parents, concrete(type, row.text(column)), row.text(column)));
    if (row.type().name().equals("UserSecurityRoleProject")) {
      parent(parents, "User", holder(row.text("user_security_role_id"), changes));
    }
    parent(parents, row.type().name(), row.key());
  }

  private String concrete(String type, String id) {
    return store.find(type, id).map(found -> found.type().name()).orElse(type);
  }

  /// Who has a role, or had it until it was taken away in the same call.
  private String holder(String givenRole, List<Change> changes) {
    Stream<Row> gone = changes.stream().flatMap(change -> change.before().stream());
    return Stream.concat(store.find("UserSecurityRole", givenRole).stream(), gone)
        .filter(row -> row.type().name().equals("UserSecurityRole"))
        .filter(row -> row.key().equals(givenRole))
        .map(row -> row.text("user_id"))
        .findFirst()
        .orElse("");
  }

  private static void parent(ArrayNode parents, String type, String id) {
    if (!id.isEmpty()) {
      parents
          .addObject()
          .put("entityId", id)
          .put("entityType", legacy(type))
          .put("entity_type", type);
    }
  }
}
