// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.guard.Limit;
import dev.rollcall.core.mapping.Mapping;
import dev.rollcall.core.plan.Policy;
import java.util.List;
import java.util.Optional;

/// One source, one target, one mapping, as configured; nothing in it can be unresolved.
///
/// @param from the source system's name
/// @param to the target system's name
/// @param match the attributes by which accounts are found that no link names yet
/// @param anchorIn the account attribute that keeps the identity's anchor, where there is one; it
///   is among the mapped attributes
/// @param relink whether a match may take over the account of an identity that is gone
/// @param definition the text of the sync's configuration in one form; a plan made under another is
///   stale
/// @param groups what becomes of groups; empty: nothing
public record Sync(
    String name,
    String from,
    String to,
    Mapping mapping,
    List<String> match,
    Optional<String> anchorIn,
    boolean relink,
    Policy policy,
    Limit leavers,
    String definition,
    Optional<Groups> groups) {
  public Sync {
    match = List.copyOf(match);
  }

  /// A sync of people only.
  public Sync(
      String name,
      String from,
      String to,
      Mapping mapping,
      List<String> match,
      Optional<String> anchorIn,
      boolean relink,
      Policy policy,
      Limit leavers,
      String definition) {
    this(
        name,
        from,
        to,
        mapping,
        match,
        anchorIn,
        relink,
        policy,
        leavers,
        definition,
        Optional.empty());
  }

  /// The same sync, with groups.
  public Sync with(Groups wanted) {
    return new Sync(
        name,
        from,
        to,
        mapping,
        match,
        anchorIn,
        relink,
        policy,
        leavers,
        definition,
        Optional.of(wanted));
  }

  /// The groups of this sync as if they were accounts.
  Sync ofGroups() {
    Groups wanted = groups.orElseThrow();
    return new Sync(
        name,
        from,
        to,
        wanted.mapping(),
        wanted.match(),
        wanted.anchorIn(),
        false,
        wanted.policy(),
        leavers,
        definition,
        groups);
  }
}
