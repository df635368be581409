// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.PlanFile;
import java.util.List;
import java.util.Optional;

/// What came of a run.
public sealed interface RunReport {
  /// There was nothing to do.
  record InSync(PlanFile plan) implements RunReport {}

  /// Everything in the plan is done.
  ///
  /// @param run its number in the history
  /// @param problems of changes that took away what nobody had seen; at most a thousand
  /// @param backup the file with the image from before
  record Applied(PlanFile plan, long run, long applied, List<Problem> problems, String backup)
      implements RunReport {}

  /// Some of it could not be done; the rest is.
  ///
  /// @param problems of the changes that were refused or stale, or took away what nobody had seen;
  ///   at most a thousand
  record InPart(
      PlanFile plan,
      long run,
      long applied,
      long refused,
      long stale,
      List<Problem> problems,
      String backup)
      implements RunReport {}

  /// The target stopped answering; what was not done stays to be done.
  record BrokenOff(
      PlanFile plan, long run, long applied, long left, List<Problem> problems, String backup)
      implements RunReport {}

  /// A guard said no, or the plan was stale; nothing was written.
  record Blocked(Optional<PlanFile> plan, List<Problem> problems) implements RunReport {}

  /// A side could not be read whole; nothing was planned and nothing written.
  record Unread(Problem problem) implements RunReport {}
}
