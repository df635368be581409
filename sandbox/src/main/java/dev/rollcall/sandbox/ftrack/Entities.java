// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property;
import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Property.Mark;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Creates and updates entities, with what the server adds on its own.
final class Entities {
  private static final String CUSTOM_VALUE = "UserCustomAttributeValue";

  private final Store store;
  private final RulesInForce rules;
  private final Checks checks;

  Entities(Store store, RulesInForce rules, Checks checks) {
    this.store = store;
    this.rules = rules;
    this.checks = checks;
  }

  Store store() {
    return store;
  }

  Row create(Operation operation, ActiveFaults faults) {
    EntityType type = writable(operation.entityType());
    if (type.name().equals(CUSTOM_VALUE)) {
      throw Refusal.invalid(CUSTOM_VALUE + " cannot be created, only updated");
    }
    Map<String, Value> values = EntityData.read(type, operation.data());
    List<String> key = operation.key();
    if (key.size() == type.key().size()) {
      for (int part = 0; part < key.size(); part++) {
        values.putIfAbsent(type.key().get(part), Value.text(key.get(part)));
      }
    }
    return create(type, values, operation, faults);
  }

  Row create(EntityType type, Map<String, Value> values, Operation operation, ActiveFaults faults) {
    Map<String, Value> complete = new LinkedHashMap<>(values);
    complete.values().removeIf(Value::isAbsent);
    addDefaults(type, complete);
    if (store.schema().named("TypedContext").includes(type)) {
      ProjectBeginnings.complete(store, complete);
    }
    Row row = checks.check(Row.of(type, complete), Optional.empty(), operation, faults);
    if (store.find(type, row.key()).isPresent()) {
      throw Refusal.integrity("a " + type + " with the key '" + row.key() + "' exists already");
    }
    store.put(row);
    if (type.name().equals("User")) {
      giveUsualRole(row);
    }
    return row;
  }

  static void addDefaults(EntityType type, Map<String, Value> values) {
    for (Property property : type.stored()) {
      if (property instanceof Column column) {
        fallback(column).ifPresent(value -> values.putIfAbsent(column.name(), value));
      }
    }
    if (type.name().equals("User")) {
      values.putIfAbsent("username", Value.text(UUID.randomUUID().toString()));
      values.putIfAbsent("user_type_id", Value.text(Beginnings.USER_TYPE_FTRACK));
      values.put("resource_type", Value.text("user"));
    }
  }

  private static Optional<Value> fallback(Column column) {
    Optional<String> said = column.fallback();
    return switch (column.kind()) {
      case FLAG -> Optional.of(Value.flag(said.map(Boolean::parseBoolean).orElse(false)));
      case INTEGER, NUMBER -> said.map(text -> new Value.Numeric(new BigDecimal(text)));
      case TEXT, VARIABLE, MOMENT, JSON, OBJECT, KEY ->
          said.map(text -> text.equals("{uid}") ? UUID.randomUUID().toString() : text)
              .map(Value::text);
    };
  }

  private void giveUsualRole(Row user) {
    rules
        .now()
        .accounts()
        .firstRole()
        .flatMap(name -> Beginnings.role(store, name))
        .ifPresent(role -> giveRole(user, role, rules.now().roles().coversOpenProjects()));
  }

  Row giveRole(Row user, Row role, boolean allOpenProjects) {
    Row given =
        Row.of(
            store.schema().named("UserSecurityRole"),
            Map.of(
                "id", Value.text(UUID.randomUUID().toString()),
                "user_id", user.value("id"),
                "security_role_id", role.value("id"),
                "is_all_open_projects", Value.flag(allOpenProjects)));
    store.put(given);
    return given;
  }

  Row update(Operation operation, ActiveFaults faults) {
    EntityType type = writable(operation.entityType());
    Row before = existing(type, operation.key());
    Map<String, Value> changes = EntityData.read(before.type(), operation.data());
    dropUnchangeable(before, changes);
    Row row = checks.check(before.with(changes), Optional.of(before), operation, faults);
    store.put(row);
    return row;
  }

  /// Changes a row without being asked to by a client.
  void keep(Row before, Map<String, Value> changes) {
    Row row =
        checks.check(
            before.with(changes), Optional.of(before), Workspace.FILLING, ActiveFaults.NONE);
    store.put(row);
  }

  private static void dropUnchangeable(Row before, Map<String, Value> changes) {
    for (String name : List.copyOf(changes.keySet())) {
      boolean fixed =
          before.type().property(name).map(property -> property.is(Mark.IMMUTABLE)).orElse(false);
      if (fixed && !changes.getOrDefault(name, Values.ABSENT).equals(before.value(name))) {
        throw Refusal.invalid("'" + name + "' of " + before.type() + " cannot be changed");
      }
    }
  }

  /// The row that an operation is about.
  Row existing(EntityType type, List<String> key) {
    if (type.name().equals(CUSTOM_VALUE) && key.size() == 2) {
      return customValue(type, key.getFirst(), key.getLast());
    }
    return store
        .find(type, Row.key(key.toArray(String[]::new)))
        .orElseThrow(() ->
            Refusal.invalid(
                "there is no " + type + " with the key '" + String.join(", ", key) + "'"));
  }

  private Row customValue(EntityType type, String configurationId, String userId) {
    Row configuration =
        existing(store.schema().named("CustomAttributeConfiguration"), List.of(configurationId));
    Row user = existing(store.schema().named("User"), List.of(userId));
    return store
        .find(type, Row.key(configurationId, userId))
        .orElseGet(() ->
            Row.of(
                type,
                Map.of(
                    "configuration_id", configuration.value("id"),
                    "entity_id", user.value("id"),
                    "key", configuration.value("key"))));
  }

  EntityType writable(String name) {
    EntityType type =
        store
            .schema()
            .type(name)
            .orElseThrow(() -> Refusal.invalid("there is no entity type '" + name + "'"));
    if (type.isAbstract()) {
      throw Refusal.invalid(type + " is abstract: name one of " + type.concrete());
    }
    if (name.startsWith("UserSecurityRole")) {
      throw new Refusal(
          Refusal.Reason.PERMISSION, type + " is changed with the security role actions only");
    }
    return type;
  }
}
