// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.ServerRules.Again;
import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Gives and takes security roles and the projects on which they are valid.
final class RoleActions {
  private final Store store;
  private final Entities entities;
  private final Deletion deletion;
  private final RulesInForce rules;
  private final Administrators administrators;

  RoleActions(Store store, Entities entities, Deletion deletion, RulesInForce rules) {
    this.store = store;
    this.entities = entities;
    this.deletion = deletion;
    this.rules = rules;
    this.administrators = new Administrators(store, rules);
  }

  /// @return the role as the user has it now; empty when it was taken away
  Optional<Row> perform(Operation operation) {
    Row user = entity("User", operation.text("user_id"));
    Row role = entity("SecurityRole", operation.text("role_id"));
    return switch (operation.action()) {
      case "add_user_security_role" -> Optional.of(add(user, role));
      case "remove_user_security_role" -> {
        remove(user, role);
        yield Optional.empty();
      }
      case "update_user_security_role" ->
          Optional.of(swap(user, role, entity("SecurityRole", operation.text("new_role_id"))));
      case "grant_user_security_role_project" -> Optional.of(grant(user, role, operation));
      default -> Optional.of(revoke(user, role, operation));
    };
  }

  private Row add(Row user, Row role) {
    grantable(role);
    Optional<Row> there = find(user, role);
    if (there.isPresent()) {
      again(
          roleAgain(), user.text("username") + " has the role '" + role.text("name") + "' already");
    }
    return there.orElseGet(
        () -> entities.giveRole(user, role, rules.now().roles().coversOpenProjects()));
  }

  private void remove(Row user, Row role) {
    Optional<Row> there = find(user, role);
    if (there.isEmpty()) {
      again(roleAgain(), notGiven(user, role));
      return;
    }
    if (isAdministrators(role)) {
      administrators.mayLose(user);
    }
    deletion.delete(there.orElseThrow());
  }

  private static boolean isAdministrators(Row role) {
    return role.text("name").equals(Administrators.ROLE);
  }

  private static void grantable(Row role) {
    if (role.text("type").equals("API")) {
      throw Refusal.invalid("the role '" + role.text("name") + "' is for API keys only");
    }
  }

  private Row swap(Row user, Row role, Row newRole) {
    grantable(newRole);
    Row before = given(user, role);
    if (find(user, newRole).isPresent()) {
      throw new Refusal(
          Refusal.Reason.DUPLICATE,
          user.text("username") + " has the role '" + newRole.text("name") + "' already");
    }
    if (isAdministrators(role)) {
      administrators.mayLose(user);
    }
    Row after = before.with(Map.of("security_role_id", newRole.value("id")));
    store.put(after);
    return after;
  }

  private Row grant(Row user, Row role, Operation operation) {
    Row given = given(user, role);
    if (wantsAllOpen(operation)) {
      return covering(given, true);
    }
    Row project = entity("Project", operation.text("project_id"));
    if (project.isOn("is_private") && !role.text("type").equals("PROJECT")) {
      throw Refusal.invalid(
          "the role '" + role.text("name") + "' cannot be given on a private project");
    }
    if (grant(given, project).isPresent()) {
      again(projectAgain(), "the role is valid on '" + project.text("name") + "' already");
      return given;
    }
    store.put(
        Row.of(
            store.schema().named("UserSecurityRoleProject"),
            Map.of(
                "id", Value.text(UUID.randomUUID().toString()),
                "user_security_role_id", given.value("id"),
                "project_id", project.value("id"))));
    return given;
  }

  private Row revoke(Row user, Row role, Operation operation) {
    Row given = given(user, role);
    if (wantsAllOpen(operation)) {
      return covering(given, false);
    }
    Row project = entity("Project", operation.text("project_id"));
    Optional<Row> grant = grant(given, project);
    if (grant.isEmpty()) {
      again(projectAgain(), "the role is not valid on '" + project.text("name") + "'");
    }
    grant.ifPresent(deletion::delete);
    return given;
  }

  private static boolean wantsAllOpen(Operation operation) {
    return operation.json().path("all_open_projects").asBoolean(false);
  }

  private Row covering(Row given, boolean all) {
    if (given.isOn("is_all_open_projects") == all) {
      again(projectAgain(), "the role is valid on all open projects: " + all);
    }
    Row changed = given.with(Map.of("is_all_open_projects", Value.flag(all)));
    store.put(changed);
    return changed;
  }

  private Again roleAgain() {
    return rules.now().roles().roleAgain();
  }

  private Again projectAgain() {
    return rules.now().roles().projectAgain();
  }

  private static void again(Again again, String content) {
    switch (again) {
      case REFUSED -> throw new Refusal(Refusal.Reason.DUPLICATE, content);
      case IGNORED -> {}
    }
  }

  private Optional<Row> grant(Row given, Row project) {
    return near("UserSecurityRoleProject", "user_security_role_id", given.key()).stream()
        .filter(each -> each.value("project_id").equals(project.value("id")))
        .findFirst();
  }

  private Row given(Row user, Row role) {
    return find(user, role).orElseThrow(() -> Refusal.invalid(notGiven(user, role)));
  }

  private static String notGiven(Row user, Row role) {
    return user.text("username") + " does not have the role '" + role.text("name") + "'";
  }

  private Optional<Row> find(Row user, Row role) {
    Value wanted = role.value("id");
    return near("UserSecurityRole", "user_id", user.key()).stream()
        .filter(each -> each.value("security_role_id").equals(wanted))
        .findFirst();
  }

  private Row entity(String type, String id) {
    return store
        .find(type, id)
        .orElseThrow(() -> Refusal.invalid("there is no " + type + " '" + id + "'"));
  }

  private Collection<Row> near(String type, String column, String key) {
    return store.near(store.schema().named(type), column, key).orElseGet(List::of);
  }
}
