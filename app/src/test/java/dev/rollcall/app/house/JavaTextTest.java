// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JavaTextTest {
  @Test
  void keepsCodeApartFromStringsAndComments() {
    JavaText parts =
        JavaText.of(
            """
            String a = "// \\" var x"; // says 'b'
            char c = '\\''; /* one
            two */ int d;
            """);

    assertEquals("String a = \"\"; \nchar c = ''; \n int d;\n", parts.code());
    assertEquals("// says 'b'\n/* one\ntwo */\n", parts.comments());
  }

  @Test
  void keepsTheLinesOfATextBlock() {
    JavaText parts = JavaText.of("String a = \"\"\"\n  var \"x\"\n  \"\"\";\nint b;\n");

    assertEquals("String a = \"\"\"\n\n\"\"\";\nint b;\n", parts.code());
  }
}
