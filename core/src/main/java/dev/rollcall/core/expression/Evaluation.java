// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.List;

/// What an expression gave.
public sealed interface Evaluation {
  /// One value or several, never none, never an empty text, without repetition.
  record Values(List<String> values) implements Evaluation {
    public Values {
      values = List.copyOf(values);
    }
  }

  /// There is no value.
  ///
  /// @param because the name that is absent, or the expression where no single name is
  record Absent(String because) implements Evaluation {}

  /// The row does not fit the expression: this person's data needs a look.
  ///
  /// @param why what went wrong, with the value it went wrong with
  record Failed(String why) implements Evaluation {}
}
