// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.guard.Limit;
import dev.rollcall.core.mapping.Mapping;
import dev.rollcall.core.plan.Policy;
import dev.rollcall.core.plan.RoleRule;
import java.util.List;
import java.util.Optional;

/// How the groups of a target follow those of a source. Members are the people of the same sync.
///
/// @param mapping what a group should be
/// @param match the attributes by which groups are found that no link names yet
/// @param anchorIn the attribute that keeps the source group's anchor, where there is one
/// @param policy which changes of groups may be made; groups are never disabled
/// @param depth whose members a group has
/// @param exclusive whether members that are nobody's in the source are let out too
/// @param roles who holds which role, and is in which team
/// @param membersRemoved how many memberships one plan may take
public record Groups(
    Mapping mapping,
    List<String> match,
    Optional<String> anchorIn,
    Policy policy,
    Depth depth,
    boolean exclusive,
    List<RoleRule> roles,
    Limit membersRemoved) {
  /// What becomes of groups inside groups.
  public enum Depth {
    /// Only people who are in the group themselves are in it.
    DIRECT,
    /// Everybody in a group inside the group is in the group.
    NESTED,
    /// Groups are inside groups in the target too.
    TREE
  }

  public Groups {
    match = List.copyOf(match);
    roles = List.copyOf(roles);
  }
}
