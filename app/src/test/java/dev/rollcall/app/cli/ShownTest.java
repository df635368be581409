// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  @ParameterizedTest
  @CsvSource({
    "Åsa Папков 李, Åsa Папков 李",
    "a\u001b[31m, a\\u001b[31m",
    "a\u0000b, a\\u0000b",
    "\u202egnal, \\u202egnal",
    "\u2066x, \\u2066x",
    "\u200bx, \\u200bx",
    "\u2028x, \\u2028x",
    "\u009bx, \\u009bx",
    "\ud83d\ude00, \ud83d\ude00",
    "\ud83d, \\ud83d",
  })
  void writesOutWhatCouldSteerATerminal(String value, String shown) {
    assertEquals(shown, Shown.text(value));
  }

  @Test
  void aLineBreakInAValueIsNoLine() {
    assertEquals("a\\u000asafe: yes", Shown.text("a\nsafe: yes"));
  }

  @Test
  void linesOfAProblemCannotPretendToBeOurs() {
    Problem problem = new Problem("CODE", Blame.DATA, "a\nerror BUG: b", "c", "d\r\ne");

    assertEquals(
        List.of("error CODE: a\n       error BUG: b", "  why: c", "  fix: d\n       e"),
        Shown.problem("error", problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          uid=a.ek,ou=users,dc=example,dc=com       | uid=a.ek
          uid=a\\,b,ou=users,dc=example,dc=com      | uid=a\\,b
          a.ek                                      | a.ek
          a,b                                       | a,b
          """)
  void aDnIsCalledByItsFirstPart(String key, String shown) {
    assertEquals(shown, Shown.key(key));
  }

  @Test
  void valuesAreCutWhereNobodyWouldReadOn() {
    assertEquals("x".repeat(200) + "…", Shown.values(List.of("x".repeat(300))));
    assertEquals("–", Shown.values(List.of()));
    assertEquals("a | b", Shown.values(List.of("a", "b")));
  }

  @Test
  void countsPeopleAsPeopleDo() {
    assertEquals("1 account", Shown.count(1, "account", "accounts"));
    assertEquals("0 accounts", Shown.count(0, "account", "accounts"));
    assertEquals("10,000 accounts", Shown.count(10_000, "account", "accounts"));
  }
}
