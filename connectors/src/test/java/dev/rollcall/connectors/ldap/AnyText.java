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

  private AnyText() {}

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
