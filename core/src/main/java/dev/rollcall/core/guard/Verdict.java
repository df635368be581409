// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.guard;

import dev.rollcall.core.problem.Problem;
import java.util.List;

/// What the guards say of a whole plan.
public sealed interface Verdict {
  /// Within every limit.
  ///
  /// @param evidence for people: `leavers 3 of 10,198 (limit 5 % or 10)`
  record Safe(List<String> evidence) implements Verdict {}

  /// Over a limit; a person who has read the plan may approve its fingerprint.
  record NeedsApproval(List<Problem> problems) implements Verdict {}

  /// Never applied, whoever approves: what was read cannot be trusted.
  record Forbidden(List<Problem> problems) implements Verdict {}
}
