// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/// What a target says happened to one change.
public sealed interface Outcome {
  /// Done now.
  ///
  /// @param account the account's anchor where the target told it (of a create, mostly)
  /// @param unseen what it took away that nobody had seen, where the target tells that
  record Applied(Optional<Anchor> account, Optional<Unseen> unseen) implements Outcome {
    public Applied(Optional<Anchor> account) {
      this(account, Optional.empty());
    }
  }

  /// It was so before: a repeated attempt finds its own work.
  record AlreadyDone(Optional<Anchor> account) implements Outcome {}

  /// The account is not as the plan saw it; nothing was written.
  record Stale(Problem problem) implements Outcome {}

  /// The target will not do this one; others may go on.
  ///
  /// @param early whether it may do it after other changes of the same plan: something that the
  ///   change refers to was not there yet
  record Refused(Problem problem, boolean early) implements Outcome {
    public Refused(Problem problem) {
      this(problem, false);
    }
  }

  /// The target cannot do anything now; the run stops writing. Whether this change was done is
  /// unknown: the next run settles it by looking.
  record Unavailable(Problem problem, Duration retryAfter) implements Outcome {}
}
