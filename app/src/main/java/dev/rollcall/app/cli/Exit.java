// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.PlanFile;
import java.util.List;

/// The exit codes: what a script learns from how a command ended.
final class Exit {
  /// In sync, or applied.
  static final int DONE = 0;

  /// A bug in Rollcall.
  static final int BUG = 1;

  /// The preview has changes.
  static final int CHANGES = 2;

  /// The command line or the configuration.
  static final int CONFIGURATION = 3;

  /// Stopped by a guard, or a plan gone stale.
  static final int BLOCKED = 4;

  /// The other system failed: try later.
  static final int REMOTE = 5;

  /// Applied in part.
  static final int PART = 6;

  private static final List<Integer> GRAVEST_FIRST =
      List.of(BUG, CONFIGURATION, REMOTE, BLOCKED, PART, CHANGES, DONE);

  private Exit() {}

  /// The code that follows from who has to act.
  static int of(Problem problem) {
    return switch (problem.blame()) {
      case OPERATOR, CONFIGURATION -> CONFIGURATION;
      case GUARD -> BLOCKED;
      case REMOTE_SYSTEM, DATA -> REMOTE;
      case ROLLCALL -> BUG;
    };
  }

  /// The code of a plan's problems: people whose data have a problem are told and left alone; what
  /// the configuration has to put right ends like any other mistake in it.
  static int of(PlanFile plan) {
    return plan.summary().problems() > 0
            && plan.problems().stream()
                .anyMatch(problem -> problem.blame() == Problem.Blame.CONFIGURATION)
        ? CONFIGURATION
        : DONE;
  }

  /// The graver of two.
  static int graver(int one, int other) {
    return GRAVEST_FIRST.indexOf(one) <= GRAVEST_FIRST.indexOf(other) ? one : other;
  }
}
