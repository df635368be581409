// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.company.Person;
import dev.rollcall.sandbox.ftrack.files.Depot;
import dev.rollcall.sandbox.ftrack.hub.EventHub;
import dev.rollcall.sandbox.ftrack.schema.SchemaJson;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import dev.rollcall.sandbox.ftrack.store.View;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/// Everything behind the endpoints, put together.
final class Workspace {
  static final Operation FILLING =
      Operation.of(
          JsonNodeFactory.instance.objectNode().put("action", "fill").put("entity_type", "User"));

  private final Store store;
  private final Options options;
  private final RulesInForce rules;
  private final Accounts accounts;
  private final Entities entities;
  private final Errands errands;
  private final Announcements announcements;
  private final Jobs jobs;
  private final Depot depot = new Depot();
  private final Batch batch;
  private final StoreFile file;

  Workspace(Store store, Options options, EventHub hub) {
    this.store = store;
    this.options = options;
    rules = new RulesInForce(options.rules());
    View view = new View(store);
    accounts = new Accounts(store, options.globalKey());
    entities = new Entities(store, rules, new Checks(store, rules, options.seats()));
    errands = new Errands(store, accounts);
    announcements = new Announcements(store, hub, rules);
    jobs = new Jobs(options.ldap(), store, entities, announcements, InstantSource.system());
    Deletion deletion = new Deletion(store, rules);
    Actions actions =
        new Actions(
            options,
            rules,
            SchemaJson.of(store.schema()),
            entities,
            deletion,
            new RoleActions(store, entities, deletion, rules),
            new Queries(view, new Visibility(store, rules), options.largestPage()),
            errands,
            jobs,
            new Uploads(depot));
    batch = new Batch(view, accounts, actions, announcements, rules);
    file = new StoreFile(store, accounts, depot);
  }

  Batch batch() {
    return batch;
  }

  Accounts accounts() {
    return accounts;
  }

  Errands errands() {
    return errands;
  }

  Jobs jobs() {
    return jobs;
  }

  Depot depot() {
    return depot;
  }

  Store store() {
    return store;
  }

  RulesInForce rules() {
    return rules;
  }

  StoreFile file() {
    return file;
  }

  /// Adds what a workspace cannot be without: types, roles, locations and who may call.
  void prepare() {
    store.write(() -> {
      if (store.rows("UserType").isEmpty()) {
        Beginnings.put(store);
      }
      if (store.rows("Status").isEmpty()) {
        ProjectBeginnings.put(store);
      }
      options.logins().forEach(this::login);
      return true;
    });
  }

  private void login(Options.Login login) {
    Row user = named(login.username()).orElseGet(() -> newLogin(login));
    accounts.give(login.apiKey(), user.key());
  }

  private Row newLogin(Options.Login login) {
    Row user = create(Map.of("username", Value.text(login.username())));
    Beginnings.role(store, login.role())
        .filter(role -> roles(user).stream().noneMatch(role.value("id")::equals))
        .ifPresent(role -> entities.giveRole(user, role, true));
    return user;
  }

  private List<Value> roles(Row user) {
    return store
        .near(store.schema().named("UserSecurityRole"), "user_id", user.key())
        .map(given -> given.stream().map(row -> row.value("security_role_id")).toList())
        .orElse(List.of());
  }

  private Optional<Row> named(String username) {
    return store
        .near(store.schema().named("User"), "username", username)
        .flatMap(rows -> rows.stream().findFirst());
  }

  void add(Stream<Person> people) {
    store.write(
        () -> {
          people.filter(person -> named(person.username()).isEmpty()).forEach(this::add);
          return true;
        },
        changes -> announcements.announce(changes, Options.USUAL_LOGIN, Optional.empty()));
  }

  private void add(Person person) {
    create(
        Map.of(
            "username", Value.text(person.username()),
            "first_name", Value.text(person.firstName()),
            "last_name", Value.text(person.lastName()),
            "email", Value.text(person.email())));
  }

  private Row create(Map<String, Value> said) {
    Map<String, Value> values = new HashMap<>(said);
    values.put("is_active", Value.flag(true));
    return entities.create(store.schema().named("User"), values, FILLING, ActiveFaults.NONE);
  }
}
