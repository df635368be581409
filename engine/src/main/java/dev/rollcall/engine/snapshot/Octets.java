// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import java.nio.charset.StandardCharsets;

/// Texts as octets in UTF-8, put straight to where they belong: they are short, and there are
/// millions of them.
final class Octets {
  private Octets() {}

  /// How many octets a text takes at most.
  static int most(String text) {
    return text.length() * 3;
  }

  /// Puts a text into an array that has room for it, and gives the place after it.
  static int put(String text, byte[] into, int start) {
    int at = start;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < 0x80) {
        into[at++] = (byte) letter;
      } else if (letter < 0x800) {
        into[at++] = (byte) (0xC0 | letter >> 6);
        into[at++] = (byte) (0x80 | letter & 0x3F);
      } else {
        return encoded(text, into, start);
      }
    }
    return at;
  }

  private static int encoded(String text, byte[] into, int at) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(octets, 0, into, at, octets.length);
    return at + octets.length;
  }
}
