// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "expressions.md");
  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");

  /// One line of a table of the page.
  record Example(String expression, String with, String gives) {}

  static List<Example> examples() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> CELLS.split(line, -1))
        .map(cells -> new Example(code(cells[1]), code(cells[2]), cells[3].strip()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesWhatThePageSays(Example example) {
    Row row =
        example.with().isEmpty()
            ? Row.empty()
            : Tried.row(Arrays.stream(example.with().split("; ")).toArray(String[]::new));

    Evaluation evaluation = Tried.expression(example.expression()).evaluate(row);

    switch (example.gives()) {
      case "nothing" -> assertInstanceOf(Evaluation.Absent.class, evaluation);
      case "an error" -> assertInstanceOf(Evaluation.Failed.class, evaluation);
      case String values ->
          assertEquals(
              QUOTED.matcher(values).results().map(found -> found.group(1)).toList(),
              assertInstanceOf(Evaluation.Values.class, evaluation).values());
    }
  }

  @Test
  void showsEveryFunction() throws IOException {
    String page = Files.readString(PAGE);

    List<String> missing =
        Language.get().functionNames().stream()
            .filter(name -> !page.contains("." + name + "(") && !page.contains("`" + name + "("))
            .filter(name -> !page.contains(" " + name + "("))
            .toList();

    assertEquals(List.of(), missing);
    assertTrue(page.contains("4,096 characters"));
  }

  private static String code(String cell) {
    String code = cell.strip().replace("\\|", "|");
    return code.isEmpty() ? "" : code.substring(1, code.length() - 1);
  }
}
