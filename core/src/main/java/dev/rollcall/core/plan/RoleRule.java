// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.expression.Condition;
import java.util.List;
import java.util.Optional;

/// Everybody in a group of the source, at any depth, holds a role on projects, or is in their
/// teams.
///
/// @param group the name that the group has in the target
/// @param role the role's name; empty: the team of the projects
/// @param exclusive whether who holds it without being in such a group loses it, whoever gave it
/// @param holder who is in a team by this rule; roles are held by people
public record RoleRule(
    String group, Optional<String> role, Projects projects, boolean exclusive, Holder holder) {
  /// Who gets what a rule gives.
  public enum Holder {
    /// Everybody in the group, at any depth.
    PEOPLE,
    /// The group itself.
    GROUP
  }

  /// For the people of the group.
  public RoleRule(String group, Optional<String> role, Projects projects, boolean exclusive) {
    this(group, role, projects, exclusive, Holder.PEOPLE);
  }

  /// On which projects.
  public sealed interface Projects {
    /// On all that are open, also those to come.
    record AllOpen() implements Projects {}

    /// On these, by name.
    record Named(List<String> names) implements Projects {
      public Named {
        names = List.copyOf(names);
      }
    }

    /// On those for which this is true; it knows `name`, `full_name`, `open` and `private`.
    record Matching(Condition condition) implements Projects {}
  }
}
