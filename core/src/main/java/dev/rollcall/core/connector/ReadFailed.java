// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.problem.Problem;

/// A read that did not see everything. To a planner somebody missing is somebody who left, so
/// nothing that was delivered before this may be used.
public final class ReadFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ReadFailed(Problem problem) {
    super(problem.text());
    this.problem = problem;
  }

  public ReadFailed(Problem problem, Throwable cause) {
    super(problem.text(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
