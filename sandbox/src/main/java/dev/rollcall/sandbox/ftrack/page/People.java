// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.page;

import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What the page says about people, groups and roles, in words.
final class People {
  private final Store store;

  People(Store store) {
    this.store = store;
  }

  /// Users in whose login, name or address a text occurs, by login.
  List<Row> users(String wanted) {
    String text = wanted.toLowerCase(Locale.ROOT);
    return store.rows("User").stream()
        .filter(user ->
            Stream.of("username", "first_name", "last_name", "email")
                .anyMatch(name -> user.text(name).toLowerCase(Locale.ROOT).contains(text)))
        .sorted(Comparator.comparing(user -> user.text("username")))
        .toList();
  }

  long active() {
    return store
        .near(store.schema().named("User"), "is_active", "True")
        .map(Collection::size)
        .orElse(0);
  }

  static String name(Row user) {
    return (user.text("first_name") + " " + user.text("last_name")).strip();
  }

  String type(Row user) {
    return store
        .find("UserType", user.text("user_type_id"))
        .map(type -> type.text("name"))
        .orElse("");
  }

  List<String> groupsOf(Row user) {
    return near("Membership", "user_id", user).stream()
        .flatMap(membership -> store.find("Group", membership.text("group_id")).stream())
        .map(this::path)
        .sorted()
        .toList();
  }

  /// A group with the groups that it is in, from the top.
  String path(Row group) {
    String above =
        store.find("Group", group.text("parent_id")).map(parent -> path(parent) + " / ").orElse("");
    return above + group.text("name");
  }

  int members(Row group) {
    return near("Membership", "group_id", group).size();
  }

  List<Row> groups() {
    return store.rows("Group").stream().sorted(Comparator.comparing(this::path)).toList();
  }

  /// The roles of a user with where they are valid.
  List<String> rolesOf(Row user) {
    return near("UserSecurityRole", "user_id", user).stream().map(this::role).sorted().toList();
  }

  private String role(Row given) {
    String name =
        store
            .find("SecurityRole", given.text("security_role_id"))
            .map(role -> role.text("name"))
            .orElse("?");
    List<String> where =
        Stream.concat(
                given.isOn("is_all_open_projects") ? Stream.of("all open projects") : Stream.of(),
                near("UserSecurityRoleProject", "user_security_role_id", given).stream()
                    .flatMap(grant -> store.find("Project", grant.text("project_id")).stream())
                    .map(project -> project.text("name")))
            .toList();
    return where.isEmpty() ? name : name + " on " + String.join(", ", where);
  }

  List<Row> roles() {
    return store.rows("SecurityRole").stream()
        .sorted(Comparator.comparing(role -> role.text("name")))
        .toList();
  }

  int holders(Row role) {
    return near("UserSecurityRole", "security_role_id", role).size();
  }

  /// Custom attributes that were written for a user.
  List<String> attributesOf(Row user) {
    return near("UserCustomAttributeValue", "entity_id", user).stream()
        .map(value -> value.text("key") + " = " + value.text("value"))
        .sorted()
        .toList();
  }

  List<String> metadataOf(Row user) {
    return near("Metadata", "parent_id", user).stream()
        .map(value -> value.text("key") + " = " + value.text("value"))
        .sorted()
        .toList();
  }

  private Collection<Row> near(String type, String column, Row row) {
    return store.near(store.schema().named(type), column, row.key()).orElseGet(List::of);
  }
}
