// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What can be done with the words of a text. Any white space is between words.
final class WordFunctions {
  private WordFunctions() {}

  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      boolean space = TextFunctions.isSpace(text.charAt(i));
      if (space && start >= 0) {
        words.add(text.substring(start, i));
      }
      start = space ? -1 : Math.max(start, start < 0 ? i : start);
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }

  static Object first(String text) {
    List<String> words = words(text);
    return words.isEmpty() ? new Nothing.Absence("") : words.getFirst();
  }

  static Object last(String text) {
    List<String> words = words(text);
    return words.isEmpty() ? new Nothing.Absence("") : words.getLast();
  }

  static String squeeze(String text) {
    return String.join(" ", words(text));
  }

  /// Each word with a capital first and small letters after it; a part after a hyphen or an
  /// apostrophe is a word of its own if it has two letters.
  static String titleCase(String text) {
    StringBuilder made = new StringBuilder(text.length());
    String lower = text.toLowerCase(Locale.ROOT);
    boolean inside = false;
    for (int i = 0; i < lower.length(); i += Character.charCount(lower.codePointAt(i))) {
      int c = lower.codePointAt(i);
      boolean starts = !inside && Character.isLetter(c);
      made.appendCodePoint(starts ? Character.toTitleCase(c) : c);
      inside = isInside(lower, i, c, inside);
    }
    return made.toString();
  }

  private static boolean isInside(String text, int at, int c, boolean inside) {
    if (c == '\'' || c == '\u2019') {
      return inside && !twoLetters(text, at + 1);
    }
    return Character.isLetterOrDigit(c)
        || inside && Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean twoLetters(String text, int at) {
    return at + 1 < text.length()
        && Character.isLetter(text.charAt(at))
        && Character.isLetter(text.charAt(at + 1));
  }
}
