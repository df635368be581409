// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.PlanWriter;
import dev.rollcall.engine.snapshot.AccountTable;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether there is a seat for everybody whom a plan lets in.
final class Seats {
  private Seats() {}

  /// What to say of a plan that needs more seats than there are.
  static Optional<Problem> of(Sync sync, AccountTable accounts, PlanWriter plan) {
    OptionalLong seats = accounts.model().seats();
    long freed = plan.count(Kind.DISABLE) + plan.count(Kind.DELETE);
    long taken = plan.count(Kind.CREATE) + plan.count(Kind.ENABLE);
    long needed = accounts.enabledCount() + taken - freed;
    return seats.isPresent() && taken > 0 && needed > seats.getAsLong()
        ? Optional.of(tooFew(sync, seats.getAsLong(), needed))
        : Optional.empty();
  }

  private static Problem tooFew(Sync sync, long seats, long needed) {
    return new Problem(
        "PLAN-SEATS",
        Blame.DATA,
        "'%s' has %d seats, and this plan needs %d".formatted(sync.to(), seats, needed),
        "seats are freed first; the last %d people will be refused one".formatted(needed - seats),
        "buy seats for %s, or let fewer people in with 'where'".formatted(sync.to()));
  }
}
