// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What becomes of the changes of a batch.
final class Outcomes {
  private static final Duration LATER = Duration.ofMinutes(1);

  private final FtrackSettings settings;
  private final Map<Integer, Outcome> byChange = new TreeMap<>();

  Outcomes(FtrackSettings settings) {
    this.settings = settings;
  }

  void put(int change, Outcome outcome) {
    byChange.put(change, outcome);
  }

  Optional<Outcome> of(int change) {
    return Optional.ofNullable(byChange.get(change));
  }

  /// What looking told.
  ///
  /// @param again whether an attempt of this run may have done what is done already
  void settle(int change, Outcome outcome, boolean again) {
    put(
        change,
        again && outcome instanceof Outcome.AlreadyDone already
            ? new Outcome.Applied(already.account())
            : outcome);
  }

  void unavailable(int change, Failure failure) {
    put(change, unavailable(failure));
  }

  Outcome unavailable(Failure failure) {
    return new Outcome.Unavailable(
        FailureProblem.of(settings, failure), failure.retryAfter().orElse(LATER));
  }

  /// Why the server refuses a change.
  Problem problem(Change change, Failure failure) {
    return problem(
        "%s %s (%s)"
            .formatted(change.kind().words(), change.subject().label(), change.subject().key()),
        failure);
  }

  /// Why the server refuses what is named so.
  Problem problem(String what, Failure failure) {
    Problem told = FailureProblem.of(settings, failure);
    return failure.cause() == Cause.PERMISSION
        ? new Problem(told.code(), told.blame(), what + ": not allowed", told.why(), told.fix())
        : FailureProblem.refused(what, told.why(), failure.cause());
  }

  /// One for each change, in their order.
  List<Outcome> all() {
    return List.copyOf(byChange.values());
  }
}
