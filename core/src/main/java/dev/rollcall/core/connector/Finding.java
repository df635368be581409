// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.problem.Problem;

/// One line of what `check` found.
public sealed interface Finding {
  /// Tried and good.
  record Good(String what) implements Finding {}

  /// Works, but a person should know.
  record Warning(Problem problem) implements Finding {}

  /// A run would fail on this.
  record Bad(Problem problem) implements Finding {}
}
