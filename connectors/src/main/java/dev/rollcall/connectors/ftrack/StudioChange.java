// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One entity that was changed in ftrack, as the event hub tells of it.
///
/// @param id of the entity
/// @param by who changed it; empty where that is not told
/// @param ours whether Rollcall did it
/// @param values by the names of the properties that changed
/// @param parents the ids of what it belongs to, by kind
public record StudioChange(
    Thing thing,
    Action action,
    String id,
    String by,
    boolean ours,
    Map<String, Values> values,
    Map<Thing, String> parents) {
  public StudioChange {
    values = new TreeMap<>(values);
    parents = Map.copyOf(parents);
  }

  /// What is followed, by the names that servers and handlers in production have for it
  /// (`event_users_sync_from_ftrack`, ynput/ayon-ftrack).
  public enum Thing {
    USER("user"),
    GROUP("group"),
    MEMBERSHIP("membership"),
    ROLE("userrole", "usersecurityrole"),
    ROLE_PROJECT("userroleproject", "usersecurityroleproject"),
    PROJECT("show", "project");

    private final List<String> names;

    Thing(String... names) {
      this.names = List.of(names);
    }

    static Optional<Thing> of(String name) {
      String folded = name.toLowerCase(Locale.ROOT);
      return Stream.of(values()).filter(thing -> thing.names.contains(folded)).findFirst();
    }
  }

  /// What was done to it.
  public enum Action {
    ADD,
    UPDATE,
    REMOVE
  }

  /// A value before and after; empty where there is none.
  public record Values(String before, String after) {}

  /// The value that a property has, or had when it is gone.
  Optional<String> value(String... names) {
    return Stream.of(names)
        .map(values::get)
        .flatMap(Stream::ofNullable)
        .map(each -> each.after().isEmpty() ? each.before() : each.after())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /// The changes of users, groups, members and roles that an event tells of.
  static List<StudioChange> of(JsonNode event, String ownToken) {
    JsonNode data = event.path("data");
    boolean ours = data.path("clientToken").asString("").startsWith(ownToken);
    String by =
        Stream.of(
                event.path("source").path("user").path("username"), data.path("user").path("name"))
            .map(node -> node.asString(""))
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    List<StudioChange> changes = new ArrayList<>();
    for (JsonNode entity : data.path("entities").values()) {
      thing(entity)
          .flatMap(thing -> action(entity).map(action -> of(entity, thing, action, by, ours)))
          .ifPresent(changes::add);
    }
    return changes;
  }

  private static StudioChange of(
      JsonNode entity, Thing thing, Action action, String by, boolean ours) {
    Map<String, Values> values = new TreeMap<>();
    entity
        .path("changes")
        .properties()
        .forEach(each ->
            values.put(
                each.getKey(),
                new Values(text(each.getValue().path("old")), text(each.getValue().path("new")))));
    Map<Thing, String> parents = new TreeMap<>();
    entity
        .path("parents")
        .values()
        .forEach(parent ->
            thing(parent)
                .filter(kind -> kind != thing)
                .ifPresent(kind -> parents.put(kind, parent.path("entityId").asString(""))));
    return new StudioChange(
        thing, action, entity.path("entityId").asString(""), by, ours, values, parents);
  }

  private static Optional<Thing> thing(JsonNode entity) {
    return Stream.of("entity_type", "entityType")
        .map(name -> entity.path(name).asString(""))
        .flatMap(name -> Thing.of(name).stream())
        .findFirst();
  }

  private static Optional<Action> action(JsonNode entity) {
    return switch (entity.path("action").asString("")) {
      case "add" -> Optional.of(Action.ADD);
      case "update" -> Optional.of(Action.UPDATE);
      case "remove" -> Optional.of(Action.REMOVE);
      default -> Optional.empty();
    };
  }

  private static String text(JsonNode value) {
    JsonNode scalar = value.has("value") ? value.path("value") : value;
    return scalar.isNull() || scalar.isMissingNode()
        ? ""
        : scalar.asStringOpt().orElseGet(scalar::toString);
  }
}
