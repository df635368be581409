// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.problem.Problem;

/// The event hub cannot be followed any more, or not yet.
final class HubLost extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  HubLost(Problem problem) {
    super(problem.text());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
