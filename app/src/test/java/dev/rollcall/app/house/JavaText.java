// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.house;

import java.util.List;
import java.util.Optional;

/// A Java source taken apart: its code with strings emptied and comments gone, and its comments.
/// Both keep the line breaks of the source, so that a line number holds in all three.
record JavaText(String code, String comments) {
  private static final List<Mark> MARKS =
      List.of(
          new Mark("//", "\n", true),
          new Mark("/*", "*/", true),
          new Mark("\"\"\"", "\"\"\"", false),
          new Mark("\"", "\"", false),
          new Mark("'", "'", false));

  static JavaText of(String source) {
    StringBuilder code = new StringBuilder();
    StringBuilder comments = new StringBuilder();
    int at = 0;
    while (at < source.length()) {
      Optional<Mark> mark = markAt(source, at);
      int end = mark.isPresent() ? mark.get().endIn(source, at) : at + 1;
      String piece = source.substring(at, end);
      code.append(mark.isPresent() ? mark.get().codeOf(piece) : piece);
      comments.append(mark.isPresent() && mark.get().comment ? piece : lineBreaksOf(piece));
      at = end;
    }
    return new JavaText(code.toString(), comments.toString());
  }

  private static Optional<Mark> markAt(String source, int at) {
    for (Mark mark : MARKS) {
      if (source.startsWith(mark.open, at)) {
        return Optional.of(mark);
      }
    }
    return Optional.empty();
  }

  private static String lineBreaksOf(String text) {
    return "\n".repeat((int) text.chars().filter(letter -> letter == '\n').count());
  }

  private record Mark(String open, String close, boolean comment) {
    String codeOf(String piece) {
      return comment ? lineBreaksOf(piece) : open + lineBreaksOf(piece) + close;
    }

    /// Where the text that starts at `from` is over; a line comment leaves its line break outside.
    int endIn(String source, int from) {
      int at = from + open.length();
      while (at < source.length()) {
        if (source.startsWith(close, at)) {
          return close.equals("\n") ? at : at + close.length();
        }
        at += !comment && source.charAt(at) == '\\' ? 2 : 1;
      }
      return source.length();
    }
  }
}
