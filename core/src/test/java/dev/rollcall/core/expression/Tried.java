// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Short ways to compile and evaluate in a test.
final class Tried {
  private Tried() {}

  /// A row from `name=value` words; a name may come several times.
  static Row row(String... cells) {
    Map<String, List<String>> values = new TreeMap<>();
    for (String cell : cells) {
      int equals = cell.indexOf('=');
      values.merge(
          cell.substring(0, equals),
          List.of(cell.substring(equals + 1)),
          (earlier, later) -> Stream.concat(earlier.stream(), later.stream()).toList());
    }
    return Row.of(values);
  }

  static Expression expression(String text) {
    return expression(text, Names.open());
  }

  static Expression expression(String text, Names names) {
    return switch (Expressions.value(text, names)) {
      case Compilation.Compiled<Expression>(Expression result) -> result;
      case Compilation.Rejected<Expression>(List<Mistake> mistakes) -> fail(text + mistakes);
    };
  }

  static Condition condition(String text) {
    return condition(text, Names.open());
  }

  static Condition condition(String text, Names names) {
    return switch (Expressions.condition(text, names)) {
      case Compilation.Compiled<Condition>(Condition result) -> result;
      case Compilation.Rejected<Condition>(List<Mistake> mistakes) -> fail(text + mistakes);
    };
  }

  static List<Mistake> mistakes(String text, Names names) {
    return mistakes(Expressions.value(text, names));
  }

  static List<Mistake> conditionMistakes(String text, Names names) {
    return mistakes(Expressions.condition(text, names));
  }

  private static <T> List<Mistake> mistakes(Compilation<T> compilation) {
    return switch (compilation) {
      case Compilation.Compiled<T>(T result) -> fail(result + " has no mistake");
      case Compilation.Rejected<T>(List<Mistake> mistakes) -> mistakes;
    };
  }

  /// The values; `-` where there is none, `!` and the reason where it failed.
  static List<String> values(String text, Row row) {
    return switch (expression(text).evaluate(row)) {
      case Evaluation.Values(List<String> values) -> values;
      case Evaluation.Absent _ -> List.of("-");
      case Evaluation.Failed(String why) -> List.of("! " + why);
    };
  }
}
