// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.util.Optional;

/// A role on all open projects or on one, or the place in a project's team: what can be granted to
/// an account and taken from it.
///
/// @param sort [Sort#ROLE] or [Sort#TEAM]
/// @param role the role's id; empty text for a team
/// @param project the project's id; empty: all open projects
public record Grant(Sort sort, String role, Optional<String> project) {
  private static final String ALL_OPEN = "open";

  public static Grant onAllOpen(Role role) {
    return new Grant(Sort.ROLE, role.id(), Optional.empty());
  }

  public static Grant on(Role role, Project project) {
    return new Grant(Sort.ROLE, role.id(), Optional.of(project.id()));
  }

  public static Grant team(Project project) {
    return new Grant(Sort.TEAM, "", Optional.of(project.id()));
  }

  /// The anchor under which a plan names it.
  public Anchor anchor() {
    return new Anchor(role + "@" + project.orElse(ALL_OPEN));
  }

  /// The grant of that anchor.
  ///
  /// @throws IllegalArgumentException when it is none
  public static Grant of(Sort sort, Anchor anchor) {
    String text = anchor.value();
    int at = text.lastIndexOf('@');
    if (at < 0 || sort != Sort.ROLE && sort != Sort.TEAM) {
      throw new IllegalArgumentException("no grant: " + sort + " " + text);
    }
    String project = text.substring(at + 1);
    return new Grant(
        sort,
        text.substring(0, at),
        project.equals(ALL_OPEN) ? Optional.empty() : Optional.of(project));
  }
}
