// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Names of directories as text: RFC 4514.
final class DnFunctions {
  private static final String SPECIAL = "\"+,;<>\\";
  private static final String ENDING = ",;+";

  private DnFunctions() {}

  /// A value as it stands in a DN: whatever it holds, it is one value.
  static String escape(String value) {
    StringBuilder made = new StringBuilder(value.length() + 4);
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      boolean outer = i == 0 || i == value.length() - 1;
      if (letter == '\0') {
        made.append("\\00");
        continue;
      }
      if (SPECIAL.indexOf(letter) >= 0 || letter == ' ' && outer || letter == '#' && i == 0) {
        made.append('\\');
      }
      made.append(letter);
    }
    return made.toString();
  }

  /// The value that a DN begins with, without its escapes; nothing where it is no DN.
  static Object firstValue(String dn) {
    int at = dn.indexOf('=');
    if (at <= 0) {
      return new Nothing.Absence("");
    }
    ByteBuffer value = ByteBuffer.allocate(dn.length() * 3);
    int kept = 0;
    int i = at + 1;
    while (i < dn.length() && ENDING.indexOf(dn.charAt(i)) < 0) {
      if (dn.charAt(i) == '\\' && i + 1 < dn.length()) {
        boolean isOctet = isHex(dn, i + 1) && isHex(dn, i + 2);
        value.put(isOctet ? octet(dn, i + 1) : letter(dn, i + 1));
        i += isOctet ? 3 : 1 + Character.charCount(dn.codePointAt(i + 1));
        kept = value.position();
        continue;
      }
      byte[] letter = letter(dn, i);
      boolean space = dn.charAt(i) == ' ';
      if (!space || value.position() > 0) {
        value.put(letter);
      }
      kept = space ? kept : value.position();
      i += Character.charCount(dn.codePointAt(i));
    }
    return new String(value.array(), 0, kept, StandardCharsets.UTF_8);
  }

  private static boolean isHex(String text, int at) {
    return at < text.length() && Character.digit(text.charAt(at), 16) >= 0;
  }

  private static byte[] octet(String text, int at) {
    return new byte[] {(byte) Integer.parseInt(text.substring(at, at + 2), 16)};
  }

  private static byte[] letter(String text, int at) {
    return Character.toString(text.codePointAt(at)).getBytes(StandardCharsets.UTF_8);
  }
}
