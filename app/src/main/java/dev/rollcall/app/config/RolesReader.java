// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node;
import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Node.Items;
import dev.rollcall.core.expression.Names;
import dev.rollcall.core.plan.RoleRule;
import dev.rollcall.core.plan.RoleRule.Holder;
import dev.rollcall.core.plan.RoleRule.Projects;
import java.util.List;
import java.util.Optional;

/// Reads who holds which role.
final class RolesReader {
  private final Section sync;

  RolesReader(Section sync) {
    this.sync = sync;
  }

  /// @param target the type of the target, empty where it is not known
  List<RoleRule> read(String target) {
    if (!sync.has("roles")) {
      return List.of();
    }
    if (!target.isEmpty() && !target.equals("ftrack")) {
      sync.misplaced("roles", "roles on projects are for an ftrack system");
      return List.of();
    }
    if (!sync.has("groups")) {
      sync.problem(
          "roles",
          "CONFIG-KEY-MISSING",
          "needs 'groups'",
          "roles go to the people of groups",
          "add 'groups:' to the sync");
    }
    return sync.rows("roles").stream().flatMap(row -> rule(row).stream()).toList();
  }

  private Optional<RoleRule> rule(Section row) {
    String inTeam = row.text("team").orElse("false");
    boolean team = !inTeam.equals("false");
    if (team) {
      row.misplaced("role", "'team' puts people into the project's team, without a role");
    } else {
      row.missing("role", "a group gets a role, or 'team: true'", "add 'role:' with its name");
    }
    return row.text("group")
        .flatMap(group ->
            projects(row)
                .map(projects ->
                    new RoleRule(
                        group,
                        team ? Optional.empty() : Optional.of(row.text("role").orElse("")),
                        projects,
                        row.flag("exclusive"),
                        inTeam.equals("group") ? Holder.GROUP : Holder.PEOPLE)));
  }

  private Optional<Projects> projects(Section row) {
    Optional<Node> given = row.entry("projects").map(Entry::value);
    if (given.isPresent() && given.get() instanceof Items) {
      return Optional.of(new Projects.Named(row.texts("projects")));
    }
    if (given.isPresent() && given.get() instanceof Fields) {
      Section keys = row.section("projects");
      Names names =
          Names.of(List.of("name", "full_name", "open", "private"))
              .withBooleans(List.of("open", "private"));
      return keys.scalar("where")
          .flatMap(it -> new Formulas(row.context(), names).condition(it, keys.path() + ".where"))
          .map(Projects.Matching::new);
    }
    return Optional.of(new Projects.AllOpen());
  }
}
