// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ada              | "ada"
          O'Neil           | "O'Neil"
          a "b" c          | "a \\"b\\" c"
          STUDIO\\ada      | "STUDIO\\\\ada"
          ends with \\     | "ends with \\\\"
          \\"              | "\\\\\\""
          100%) or (id is  | "100%) or (id is"
          """)
  void nothingInAValueEndsTheQuotes(String value, String quoted) {
    assertEquals(quoted, QueryText.quoted(value));
  }

  @Test
  void cutsLongListsIntoSeveralConditions() {
    assertEquals(
        List.of("id in (\"a\",\"b\")", "id in (\"c\")"),
        QueryText.in("id", List.of("a", "b", "c"), 2));
    assertEquals(List.of(), QueryText.in("id", List.of(), 2));
  }

  @Test
  void asksForEveryLetterCaseExceptWhereThatWouldBeAPattern() {
    assertEquals(
        List.of("username in (\"a\",\"b%\") or username like \"a\""),
        QueryText.anyCase("username", List.of("a", "b%"), 100));
  }
}
