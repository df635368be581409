// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The roles that people hold, in words: `User` on all open projects, `User @ bunny` on one. Read
/// whole, in pages, and not for each person.
final class RolesOfPeople {
  static final RolesOfPeople NONE = new RolesOfPeople(Map.of());

  private final Map<String, List<String>> byUser;

  private RolesOfPeople(Map<String, List<String>> byUser) {
    this.byUser = byUser;
  }

  static RolesOfPeople read(RoleReader reader) throws ReadFailed {
    Map<String, String> roles = new HashMap<>();
    for (Role role : reader.roles()) {
      roles.put(role.id(), role.name());
    }
    Map<String, String> projects = new HashMap<>();
    for (Project project : reader.projects()) {
      projects.put(project.id(), project.name());
    }
    Map<String, List<String>> byUser = new HashMap<>();
    reader.held((grant, user) ->
        words(grant, roles, projects)
            .ifPresent(words -> byUser.computeIfAbsent(user, _ -> new ArrayList<>()).add(words)));
    return new RolesOfPeople(byUser);
  }

  /// Nothing for a role that is none of people's, and for a project that the key does not see.
  private static Optional<String> words(
      Grant grant, Map<String, String> roles, Map<String, String> projects) {
    Optional<String> role = Optional.ofNullable(roles.get(grant.role()));
    if (grant.project().isEmpty()) {
      return role;
    }
    return role.flatMap(name ->
        Optional.ofNullable(projects.get(grant.project().get()))
            .map(project -> name + " @ " + project));
  }

  /// Sorted, none for somebody who holds none.
  List<String> of(String user) {
    return byUser.getOrDefault(user, List.of()).stream().sorted().toList();
  }
}
