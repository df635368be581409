// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlacesTest {
  /// The place of the character `^` inside the value of `a`, wherever the text has it.
  private static String placeOfMark(String file) {
    Node.Fields root = TreeReader.read(file, new Findings("f")).orElseThrow();
    Node.Scalar scalar = (Node.Scalar) root.get("a").orElseThrow();
    String before = scalar.text().substring(0, scalar.text().indexOf('^'));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    String inLine = before.substring(before.lastIndexOf('\n') + 1);
    int column = inLine.codePointCount(0, inLine.length()) + 1;
    return new Places(file).of(scalar, line, column).toString();
  }

  @Test
  void findsItInAPlainText() {
    assertEquals("2:8", placeOfMark("b: 1\na:  x  ^\n"));
  }

  @Test
  void findsItBehindQuotesInQuotes() {
    assertEquals("1:10", placeOfMark("a: 'it''s^'\n"));
  }

  @Test
  void findsItBehindEscapes() {
    assertEquals("1:8", placeOfMark("a: \"\\\"x^\"\n"));
  }

  @Test
  void countsCharactersAsPeopleDo() {
    assertEquals("1:7", placeOfMark("a: 😀ü ^\n"));
  }

  @Test
  void findsItInALiteralText() {
    assertEquals("4:5", placeOfMark("a: |\n  first\n\n    ^ second\n"));
  }

  @Test
  void findsItInAFoldedText() {
    assertEquals("3:5", placeOfMark("a: >-\n  first\n  a ^\n"));
  }

  @Test
  void findsItInAPlainTextOfSeveralLines() {
    assertEquals("3:6", placeOfMark("a: first\n\n  or ^\n"));
  }

  @Test
  void pointsToTheBeginningWhereItCannotTell() {
    assertEquals("1:4", placeOfMark("a: \"\\u0041 ^\"\n"));
  }
}
