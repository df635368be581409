// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.Optional;

/// Something wrong in the text of an expression.
///
/// @param line counted from 1
/// @param column counted from 1, in characters as a person counts them
/// @param message what is wrong
/// @param suggestion what to write instead, where that can be told
public record Mistake(int line, int column, String message, Optional<String> suggestion) {
  static Mistake notTrueOrFalse(String kind) {
    return new Mistake(
        1,
        1,
        "must be true or false, this is " + kind,
        Optional.of("compare it: == '...', or write present(...)"));
  }
}
