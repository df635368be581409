// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotalityTest {
  private static final List<String> PIECES =
      List.of(
          "a",
          "Z",
          " ",
          "  ",
          "\t",
          "\n",
          "\0",
          "\u007F",
          "\uD83D",
          "\uDE00",
          "\uD83D\uDE00",
          "é",
          "e\u0301",
          "\u0301",
          "ß",
          "İ",
          "ŉ",
          "ǆ",
          "\u200B",
          "\uFEFF",
          "\u2028",
          "-",
          "'",
          "@",
          ".",
          "\\",
          "\\1",
          "$1",
          "(",
          "0",
          "9",
          "9223372036854775807",
          "-1",
          "1e999",
          "NaN",
          "2026-11-20",
          "T",
          "+",
          "각",
          "한",
          "й",
          "क्ष",
          "true",
          "\uFFFF",
          "\uDBFF\uDFFF");

  /// Every function in every form, on names, with arguments that do not suit all values.
  static Stream<String> functions() {
    return Language.get().functionNames().stream()
        .flatMap(name -> Language.get().forms(name).stream())
        .map(TotalityTest::written);
  }

  private static String written(Builtin builtin) {
    boolean regex = List.of("matches", "extract", "replaceRegex").contains(builtin.name());
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < builtin.parameters().size(); i++) {
      boolean literal = i == 1 && regex;
      arguments.add(
          switch (Types.words(builtin.parameters().get(i))) {
            case "text" -> literal ? "r'(\\w?)(\\d*)'" : "abc".charAt(i % 3) + "";
            case "whole number" -> regex ? "2" : "int(n)";
            case "number" -> "double(n)";
            case "true or false" -> "bool(b)";
            case "time" -> "timestamp(c)";
            case "list", "list of texts" -> "all.a";
            case "table" -> "{a: b}";
            default -> "abc".charAt(i % 3) + "";
          });
    }
    return switch (builtin.name()) {
      case "column" -> "column('a')";
      case "values" -> "values('a')";
      case "stripAccents" -> "a.stripAccents(" + (arguments.size() == 2 ? "'de'" : "") + ")";
      case "days" -> "timestamp(a) + days(int(n))";
      default ->
          builtin.member()
              ? arguments.getFirst()
                  + "."
                  + builtin.name()
                  + arguments.stream().skip(1).collect(Collectors.joining(", ", "(", ")"))
              : builtin.name() + arguments.stream().collect(Collectors.joining(", ", "(", ")"));
    };
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionIsTotalAndDeterministic(String text) {
    Expression expression = Tried.expression(text);
    Random random = new Random(20261120);

    for (int i = 0; i < 400; i++) {
      Row row = row(random);
      Evaluation once = assertDoesNotThrow(() -> expression.evaluate(row), text);
      assertEquals(once, expression.evaluate(row));
      assertSound(once);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a < b ? a + b : b + a",
        "('cn=' + a.escapeDn() + ',' + b).rdnValue() + b.rdnValue().escapeDn()",
        "all.a.map(x, x.words()).map(x, x.size())",
        "all.a.filter(x, x > b).map(x, x.stripAccents().titleCase())",
        "default(a.extract('(.)(.)', 2), b.replaceRegex('(.)', r'<\\1>'), c.replace('', a))",
        "[a.lower(), b.upper(), c.squeeze()].exists(x, x in all.a || int(x) / int(n) > 0)",
        "a.split('').join(b).take(int(n)).padLeft(int(b), c)",
        "(timestamp(a) + days(int(n))).date() + string(timestamp(b) - days(int(c)))",
        "{a: b, b: c}[c]",
        "string(double(a) * double(b) / double(c))",
        "-int(a) * int(b) - int(c) % int(n)"
      })
  void largerExpressionsAreTotalAndDeterministic(String text) {
    everyFunctionIsTotalAndDeterministic(text);
  }

  @Test
  void whateverIsWrittenIsAnExpressionOrAMistake() {
    List<String> words =
        List.of(
            "a",
            "b",
            "all",
            "account",
            ".",
            ".",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "?",
            "+",
            "-",
            "*",
            "/",
            "%",
            "==",
            "!=",
            "<",
            "&&",
            "||",
            "!",
            "in",
            "null",
            "true",
            "'x'",
            "''",
            "1",
            "1.5",
            "5u",
            "b'x'",
            "r'\\'",
            "'",
            "`a-b`",
            "map",
            "filter",
            "exists",
            "default",
            "present",
            "column",
            "values",
            "extract",
            "matches",
            "take",
            "first()",
            "lower()",
            "§",
            "\n",
            "\uD83D",
            "@x",
            "0x1F",
            "1e9",
            "\\",
            "//",
            "has",
            "size",
            "timestamp",
            "=",
            "|");
    Random random = new Random(42);

    for (int i = 0; i < 6_000; i++) {
      String text =
          IntStream.range(0, 1 + random.nextInt(12))
              .mapToObj(_ -> words.get(random.nextInt(words.size())))
              .collect(Collectors.joining(random.nextBoolean() ? "" : " "));
      switch (assertDoesNotThrow(() -> Expressions.value(text, Names.open()), text)) {
        case Compilation.Compiled<Expression>(Expression result) ->
            assertSound(assertDoesNotThrow(() -> result.evaluate(row(new Random(1))), text));
        case Compilation.Rejected<Expression>(List<Mistake> mistakes) ->
            assertTrue(mistakes.stream().allMatch(m -> m.line() > 0 && m.column() > 0), text);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("monsters")
  void isBoundedWhateverIsAsked(String text) {
    Row row = Tried.row("x=" + "x".repeat(60_000), "list=1", "list=2");

    switch (Expressions.value(text, Names.open())) {
      case Compilation.Compiled<Expression>(Expression result) ->
          assertInstanceOf(Evaluation.Failed.class, result.evaluate(row));
      case Compilation.Rejected<Expression>(List<Mistake> mistakes) ->
          assertFalse(mistakes.isEmpty());
    }
  }

  static List<String> monsters() {
    return List.of(
        "x.replace('', x)",
        "x.split('').join(x)",
        "x.split('').map(a, x.split('').map(b, a + b).join())",
        "x.replaceRegex('', x)",
        "x.padLeft(9223372036854775807, 'a')",
        "x + x",
        "[x]" + ".map(a, a + a + a + a)".repeat(40),
        "[[1]]" + ".map(a, a + a + a + a)".repeat(40) + ".map(a, a.size())",
        "x.split('').map(a, a)",
        "[x, x, x, x].join('')",
        "x.matches('((((a{99}){99}){99}){99})')",
        "x.matches('" + "(".repeat(3_000) + "')",
        "!".repeat(4_000),
        "(".repeat(4_000),
        "-".repeat(4_000),
        "x" + ".lower()".repeat(500),
        "x+".repeat(2_000) + "x",
        "a.".repeat(2_000) + "b",
        "x?x:".repeat(1_000) + "x",
        "default(x,".repeat(300));
  }

  @Test
  void aSingleNameGivesTheSameAsTheWholeLanguage() {
    Expression copied = Tried.expression("a");
    Expression evaluated = Tried.expression("(a)");
    Random random = new Random(7);

    for (int i = 0; i < 2_000; i++) {
      Row row = Tried.row("a=" + text(random));
      Evaluation expected = evaluated.evaluate(row);
      assertEquals(expected, copied.evaluate(row));
    }
  }

  @Test
  void theOrderOfValuesDoesNotMatterInALargerExpression() {
    Expression expression = Tried.expression("a + '!'");
    Random random = new Random(11);

    for (int i = 0; i < 500; i++) {
      List<String> values = Stream.generate(() -> text(random)).limit(5).toList();
      Row row = _ -> values;
      Row reversed = _ -> values.reversed();
      assertEquals(expression.evaluate(row), expression.evaluate(reversed));
    }
  }

  private static void assertSound(Evaluation evaluation) {
    switch (evaluation) {
      case Evaluation.Values(List<String> values) -> {
        assertFalse(values.isEmpty());
        assertFalse(values.contains(""));
      }
      case Evaluation.Absent(String because) -> assertFalse(because.isEmpty());
      case Evaluation.Failed(String why) -> assertNotNull(why);
    }
  }

  private static Row row(Random random) {
    TreeMap<String, List<String>> values = new TreeMap<>();
    for (String name : List.of("a", "b", "c")) {
      values.put(name, Stream.generate(() -> text(random)).limit(random.nextInt(3)).toList());
    }
    values.put("n", List.of(number(random)));
    return Row.of(values);
  }

  private static String number(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> "-9223372036854775808";
      case 1 -> "9223372036854775807";
      case 2 -> "0";
      case 3 -> "-1";
      default -> Integer.toString(random.nextInt(12));
    };
  }

  private static String text(Random random) {
    return IntStream.range(0, random.nextInt(6))
        .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
        .collect(Collectors.joining());
  }
}
