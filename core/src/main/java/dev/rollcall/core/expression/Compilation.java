// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.List;

/// What came of compiling a text.
///
/// @param <T> what is compiled
public sealed interface Compilation<T> {
  /// The text makes sense.
  record Compiled<T>(T result) implements Compilation<T> {}

  /// The text does not make sense; every mistake that could be told apart, in order of position.
  record Rejected<T>(List<Mistake> mistakes) implements Compilation<T> {
    public Rejected {
      mistakes = List.copyOf(mistakes);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("rejected without a mistake");
      }
    }
  }
}
