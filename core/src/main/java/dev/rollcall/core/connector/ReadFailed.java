// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.problem.Problem;

/// A read that did not see everything. To a planner somebody missing is somebody who left, so
/// nothing that was delivered before this may be used.
public final class ReadFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final boolean midway;

  public ReadFailed(Problem problem) {
    super(problem.text());
    this.problem = problem;
    midway = false;
  }

  public ReadFailed(Problem problem, Throwable cause) {
    this(problem, cause, false);
  }

  private ReadFailed(Problem problem, Throwable cause, boolean midway) {
    super(problem.text(), cause);
    this.problem = problem;
    this.midway = midway;
  }

  /// A read that went well until its connection broke: begun anew from the start, of another server
  /// perhaps, it may well come to its end.
  public static ReadFailed midway(Problem problem, Throwable cause) {
    return new ReadFailed(problem, cause, true);
  }

  /// Whether it is worth beginning anew.
  public boolean isMidway() {
    return midway;
  }

  public Problem problem() {
    return problem;
  }
}
