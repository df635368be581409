// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/// Everything that one sync knows of one person.
///
/// @param identities the rows of the source that the question fits, with what mapping made of them
/// @param memberships into and out of which groups and roles the next run would let them
/// @param accounts the accounts that it fits, or that are linked to one of the rows
public record Explanation(
    ConfiguredSync sync,
    List<Row> identities,
    List<Holding> accounts,
    List<Change> memberships,
    List<Problem> problems) {

  /// A row of the source.
  ///
  /// @param change what the next run would do for it
  public record Row(Identity identity, Mapped mapped, Optional<Change> change) {}

  /// An account.
  ///
  /// @param owner the identity anchor that a link gives it
  /// @param change what the next run would do to it
  /// @param groups the groups that it is in now, as far as groups were read
  public record Holding(
      Account account, Optional<Anchor> owner, Optional<Change> change, List<String> groups) {}
}
