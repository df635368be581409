// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Text that somebody could put anywhere: with characters that mean something to LDAP, spaces at
/// its ends, and letters of the whole of Unicode. The same in every run.
final class AnyText {
  private static final String[] PIECES = {
    ",", "+", "\"", "\\", "<", ">", ";", "=", "#", " ", "  ", "*", "(", ")", "\\2c", "\\,", "&",
    "|", "!", "/", "%00", "${x}", "'", "a", "B", "z9", "ä", "ß", "é", "e\u0301", "ø", "李", "ﬁ",
    "\u200B", "\u00A0", "🎬", "\uFFFD", ",dc=com", "uid=x,", ")(uid=*", "*)(", "\\00"
  };

  /// What RFC 4514 and RFC 4515 have words about, at the beginning, in the middle and at the end.
  private static final List<String> HARDEST =
      List.of(
          " ",
          "  ",
          "#",
          " #",
          "# ",
          "\\",
          "\\\\",
          "a\\",
          "\"",
          "\"a\"",
          "+",
          ",",
          ";",
          "=",
          "<>",
          "*",
          "()",
          " a",
          "a ",
          "  a  ",
          "#a",
          "a#",
          "#04024869",
          "a+b=c",
          "a,b=c",
          "a;b=c",
          "a\\,b",
          "a\\2cb",
          "\\20",
          "a\u0000b",
          "\u0000",
          "a\nb",
          "\r\n",
          "\u001b[2J",
          "\u007f",
          "\u0085",
          "\uD83C\uDFAC",
          "a\uD83C\uDFAC,\uD83C\uDFAC ",
          "\uDBFF\uDFFF",
          "\u202eabc",
          "\ufeffa",
          "e\u0301",
          "\u00e9",
          "\ud55c\uae00",
          "\u05d0\u05d1",
          "uid=x,dc=com",
          "x)(uid=*",
          "*)(|(uid=*",
          "'\"$(id)`id`",
          "x".repeat(500));

  private AnyText() {}

  /// The hardest values, and so many others, as far as they are Unicode.
  static List<String> hardestAnd(int count) {
    List<String> all = new ArrayList<>(HARDEST);
    all.addAll(values(count));
    return all;
  }

  /// The hardest without control characters, which a name in a directory cannot have.
  static List<String> hardestNames() {
    return HARDEST.stream()
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .toList();
  }

  static List<String> values(int count) {
    Random random = new Random(20_261_120);
    List<String> values = new ArrayList<>();
    while (values.size() < count) {
      StringBuilder value = new StringBuilder();
      int pieces = 1 + random.nextInt(6);
      for (int i = 0; i < pieces; i++) {
        value.append(
            random.nextInt(4) == 0
                ? Character.toString(letter(random))
                : PIECES[random.nextInt(PIECES.length)]);
      }
      values.add(value.toString());
    }
    return values;
  }

  /// Any character but half a pair.
  private static int letter(Random random) {
    int letter = random.nextInt(Character.MAX_CODE_POINT + 1);
    return letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE ? 'x' : letter;
  }
}
