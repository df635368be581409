// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.List;
import java.util.Optional;

/// Compiles what users write in mappings and conditions. Whatever the text, nothing is thrown.
public final class Expressions {
  private Expressions() {}

  /// Compiles an expression that gives values. A single name gives all of its values as they are;
  /// within anything larger, a name with several values stands for the least of them in code point
  /// order.
  public static Compilation<Expression> value(String text, Names names) {
    return switch (compile(text, names, false)) {
      case Compilation.Compiled<Program>(Program program) ->
          new Compilation.Compiled<>(new ProgramExpression(program));
      case Compilation.Rejected<Program>(List<Mistake> mistakes) ->
          new Compilation.Rejected<>(mistakes);
    };
  }

  /// Compiles an expression that is true or false.
  public static Compilation<Condition> condition(String text, Names names) {
    return switch (compile(text, names, true)) {
      case Compilation.Compiled<Program>(Program program) ->
          new Compilation.Compiled<>(new ProgramCondition(program));
      case Compilation.Rejected<Program>(List<Mistake> mistakes) ->
          new Compilation.Rejected<>(mistakes);
    };
  }

  private static Compilation<Program> compile(String text, Names names, boolean condition) {
    if (text.length() > Limits.EXPRESSION_CHARACTERS) {
      return new Compilation.Rejected<>(
          List.of(
              new Mistake(
                  1,
                  1,
                  "the expression has more than 4,096 characters",
                  Optional.of("split it over several attributes"))));
    }
    return Shortcut.compile(text, names, condition)
        .orElseGet(() -> CheckedCompiler.compile(text, names, condition));
  }
}
