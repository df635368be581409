// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever becomes of a right configuration, it loads or its problems are told.
class MutationsTest {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          ":",
          ": ",
          "\n",
          "  ",
          "- ",
          "[",
          "]",
          "{",
          "}",
          "*",
          "&a ",
          "<<: ",
          "null",
          "\u0000",
          "\"\\0\"",
          "\"\\ud800\"",
          "é",
          "😀",
          "${",
          "${env:LDAP_PASSWORD}",
          "${file:x}",
          "!",
          "|",
          ">",
          "#",
          "9999999999",
          "-1",
          "true",
          "|\n  x",
          "sandbox:",
          "\t",
          "%",
          "\\",
          "@",
          "?");

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"csv-to-ldap.yaml", "whole.yaml"})
  void loadOrTellTheirProblems(String example) throws IOException {
    String right = Files.readString(EXAMPLES.resolve(example));
    Desk desk = new Desk(directory, Map.of("LDAP_PASSWORD", "c4n4ry", "HR_USER", "u"));
    Random random = new Random(20261120);

    for (int i = 0; i < 500; i++) {
      String mutant = mutated(right, random);
      assertFalse(said(desk, mutant).contains("c4n4ry"), mutant);
    }
  }

  private static String said(Desk desk, String yaml) {
    try {
      return desk.load(yaml).toString();
    } catch (Halt halt) {
      assertFalse(halt.problems().isEmpty(), yaml);
      return String.join("\n", halt.problems().stream().map(Problem::text).toList());
    }
  }

  private static String mutated(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int i = random.nextInt(3); i >= 0; i--) {
      int line = random.nextInt(lines.size());
      switch (random.nextInt(5)) {
        case 0 -> lines.add(random.nextInt(lines.size()), lines.get(line));
        case 1 -> Collections.swap(lines, line, random.nextInt(lines.size()));
        case 2 -> lines.set(line, "  " + lines.get(line));
        default -> lines.set(line, pieced(lines.get(line), random));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String pieced(String line, Random random) {
    int from = random.nextInt(line.length() + 1);
    int to = Math.min(line.length(), from + random.nextInt(4));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return line.substring(0, from) + piece + line.substring(to);
  }
}
