// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

import java.util.Arrays;

/// A text as it stands in the file, read again so that the place of each of its characters is known
/// (YAML 1.2.2, chapters 7.3 and 8.1). Where this reading differs from the parser's, in corners
/// like indented lines in a folded text, [#gives] says so.
final class Unfolding {
  private final int[] file;
  private final int end;
  private int[] text = new int[16];
  private int[] places = new int[16];
  private int length;

  Unfolding(int[] file, Node.Scalar scalar) {
    this.file = file;
    this.end = Math.min(scalar.to(), file.length);
    switch (scalar.quoting()) {
      case PLAIN -> flow(scalar.from(), end, scalar.quoting());
      case SINGLE, DOUBLE -> flow(scalar.from() + 1, end - 1, scalar.quoting());
      case LITERAL, FOLDED -> block(scalar.from(), scalar.quoting() == Node.Quoting.FOLDED);
    }
  }

  /// Whether this reading came to the same text, line ends at the end aside.
  boolean gives(int[] expected) {
    return Arrays.equals(
        text, 0, stripped(text, length), expected, 0, stripped(expected, expected.length));
  }

  /// The place in the file of a character of the text.
  int index(int offset) {
    if (offset < length) {
      return places[offset];
    }
    return length == 0 ? end : places[length - 1] + 1;
  }

  private static int stripped(int[] text, int length) {
    int left = length;
    while (left > 0 && text[left - 1] == '\n') {
      left--;
    }
    return left;
  }

  private void add(int character, int place) {
    if (length == text.length) {
      text = Arrays.copyOf(text, length * 2);
      places = Arrays.copyOf(places, length * 2);
    }
    text[length] = character;
    places[length++] = place;
  }

  private void flow(int from, int to, Node.Quoting quoting) {
    int i = from;
    while (i < to) {
      i = file[i] == '\n' ? lineEnd(i, to) : character(i, quoting);
    }
  }

  private int character(int i, Node.Quoting quoting) {
    if (quoting == Node.Quoting.SINGLE && file[i] == '\'') {
      add('\'', i);
      return i + 2;
    }
    if (quoting == Node.Quoting.DOUBLE && file[i] == '\\' && i + 1 < end) {
      add(file[i + 1] == 'n' ? '\n' : file[i + 1] == 't' ? '\t' : file[i + 1], i);
      return i + 2;
    }
    add(file[i], i);
    return i + 1;
  }

  /// One line end is a space, more of them are one less; the white space around them is nothing.
  private int lineEnd(int at, int to) {
    while (length > 0 && blank(text[length - 1])) {
      length--;
    }
    int ends = 0;
    int i = at;
    while (i < to && (blank(file[i]) || file[i] == '\n')) {
      if (file[i] == '\n') {
        ends++;
      }
      i++;
    }
    for (int each = 1; each < ends; each++) {
      add('\n', at);
    }
    if (ends == 1) {
      add(' ', at);
    }
    return i;
  }

  private void block(int from, boolean folded) {
    int i = nextLine(from);
    int indent = -1;
    while (i < end) {
      int spaces = spaces(i);
      int lineEnd = lineEndFrom(i);
      if (indent < 0 && i + spaces < lineEnd) {
        indent = spaces;
      }
      for (int each = i + Math.min(spaces, Math.max(indent, 0)); each < lineEnd; each++) {
        add(file[each], each);
      }
      add('\n', Math.min(lineEnd, end - 1));
      i = lineEnd + 1;
    }
    if (folded) {
      fold();
    }
  }

  private void fold() {
    int last = stripped(text, length);
    for (int i = 1; i < last; i++) {
      if (text[i] == '\n' && text[i - 1] != '\n' && text[i + 1] != '\n') {
        text[i] = ' ';
      }
    }
  }

  private int nextLine(int from) {
    return Math.min(lineEndFrom(from) + 1, end);
  }

  private int lineEndFrom(int from) {
    int i = from;
    while (i < end && file[i] != '\n') {
      i++;
    }
    return i;
  }

  private int spaces(int from) {
    int i = from;
    while (i < end && file[i] == ' ') {
      i++;
    }
    return i - from;
  }

  private static boolean blank(int character) {
    return character == ' ' || character == '\t';
  }
}
