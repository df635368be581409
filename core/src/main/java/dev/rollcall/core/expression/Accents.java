// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.text.Normalizer;
import java.util.Map;
import java.util.Set;

/// Turns Latin and Greek letters with marks into plain ones; other scripts stay as they are, for
/// there a mark is often a letter.
final class Accents {
  /// The languages for which a spelling of their own is known.
  static final Set<String> LANGUAGES = Set.of("de");

  private static final Map<Character, String> LETTERS =
      Map.ofEntries(
          Map.entry('ß', "ss"),
          Map.entry('ẞ', "SS"),
          Map.entry('æ', "ae"),
          Map.entry('Æ', "AE"),
          Map.entry('œ', "oe"),
          Map.entry('Œ', "OE"),
          Map.entry('ø', "o"),
          Map.entry('Ø', "O"),
          Map.entry('ł', "l"),
          Map.entry('Ł', "L"),
          Map.entry('đ', "d"),
          Map.entry('Đ', "D"),
          Map.entry('ð', "d"),
          Map.entry('Ð', "D"),
          Map.entry('þ', "th"),
          Map.entry('Þ', "Th"),
          Map.entry('ħ', "h"),
          Map.entry('Ħ', "H"),
          Map.entry('ŧ', "t"),
          Map.entry('Ŧ', "T"),
          Map.entry('ı', "i"),
          Map.entry('ĳ', "ij"),
          Map.entry('Ĳ', "IJ"),
          Map.entry('ŋ', "ng"),
          Map.entry('Ŋ', "Ng"),
          Map.entry('ſ', "s"));

  private static final Map<Character, String> GERMAN =
      Map.of('ä', "ae", 'ö', "oe", 'ü', "ue", 'Ä', "Ae", 'Ö', "Oe", 'Ü', "Ue");

  private Accents() {}

  static Object strip(String text) {
    if (isAscii(text)) {
      return text;
    }
    String letters = replaced(Normalizer.normalize(text, Normalizer.Form.NFC), LETTERS);
    return Normalizer.normalize(withoutMarks(letters), Normalizer.Form.NFC);
  }

  static Object stripGerman(String text) {
    return isAscii(text)
        ? text
        : strip(replaced(Normalizer.normalize(text, Normalizer.Form.NFC), GERMAN));
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static String replaced(String text, Map<Character, String> letters) {
    StringBuilder made = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      made.append(letters.getOrDefault(c, String.valueOf(c)));
    }
    return made.toString();
  }

  private static String withoutMarks(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
    StringBuilder made = new StringBuilder(apart.length());
    boolean plain = false;
    for (int i = 0; i < apart.length(); i++) {
      char c = apart.charAt(i);
      boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
      plain = mark ? plain : isLatinOrGreek(c);
      if (!mark || !plain) {
        made.append(c);
      }
    }
    return made.toString();
  }

  private static boolean isLatinOrGreek(char c) {
    return switch (Character.UnicodeScript.of(c)) {
      case LATIN, GREEK -> true;
      default -> false;
    };
  }
}
