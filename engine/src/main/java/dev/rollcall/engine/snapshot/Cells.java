// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The values of one row as octets in UTF-8. Each text is gone through once, for the spool, the
/// fingerprint and the keys. Reusable, for one thread.
final class Cells {
  /// A letter that an upper or lower case, a space or an accent could make another one of.
  private static final int FOLDS = 1;

  /// A letter that may not be in normal form C: the first such is U+0300.
  private static final int COMPOSES = 2;

  private final int[] firsts;
  private List<List<String>> values = List.of();
  private byte[] octets = new byte[512];
  private int[] ends = new int[16];
  private byte[] marks = new byte[16];

  Cells(int columns) {
    this.firsts = new int[columns + 1];
  }

  void take(List<List<String>> row) {
    values = row;
    int value = 0;
    for (int column = 0; column < firsts.length - 1; column++) {
      firsts[column] = value;
      List<String> several = row.get(column);
      for (int i = 0; i < several.size(); i++) {
        encode(value++, several.get(i));
      }
    }
    firsts[firsts.length - 1] = value;
  }

  private void encode(int value, String text) {
    int at = value == 0 ? 0 : ends[value - 1];
    if (octets.length - at < text.length() * 3) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, at + text.length() * 3));
    }
    if (value == ends.length) {
      ends = Arrays.copyOf(ends, value * 2);
      marks = Arrays.copyOf(marks, value * 2);
    }
    int mark = 0;
    int end = at;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < 0x80) {
        octets[end++] = (byte) letter;
        mark |= letter > ' ' && (letter < 'A' || letter > 'Z') ? 0 : FOLDS;
      } else if (letter < 0x300) {
        octets[end++] = (byte) (0xC0 | letter >> 6);
        octets[end++] = (byte) (0x80 | letter & 0x3F);
        mark = FOLDS;
      } else {
        encodeWhole(value, text, at);
        return;
      }
    }
    ends[value] = end;
    marks[value] = (byte) mark;
  }

  private void encodeWhole(int value, String text, int at) {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(whole, 0, octets, at, whole.length);
    ends[value] = at + whole.length;
    marks[value] = FOLDS | COMPOSES;
  }

  int columns() {
    return firsts.length - 1;
  }

  /// The number of the first value of a column; that of the column after the last: of all values.
  int first(int column) {
    return firsts[column];
  }

  /// The values of a column.
  List<String> values(int column) {
    return values.get(column);
  }

  byte[] octets() {
    return octets;
  }

  int start(int value) {
    return value == 0 ? 0 : ends[value - 1];
  }

  int end(int value) {
    return ends[value];
  }

  /// Whether `ValueRule.EXACT` leaves a value as it is.
  boolean isComposed(int value) {
    return (marks[value] & COMPOSES) == 0;
  }

  /// Whether `ValueRule.IGNORE_CASE` leaves a value as it is.
  boolean isFolded(int value) {
    return (marks[value] & FOLDS) == 0;
  }
}
