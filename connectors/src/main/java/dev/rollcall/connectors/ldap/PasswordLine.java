// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.model.Secret;

/// A delivered password as a line of JSON, RFC 8259. Names come from the source and may hold
/// anything.
final class PasswordLine {
  private PasswordLine() {}

  static String of(String account, String person, Secret password) {
    return "{\"account\": %s, \"person\": %s, \"password\": %s}\n"
        .formatted(quoted(account), quoted(person), quoted(password.reveal()));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter == '"' || letter == '\\') {
        quoted.append('\\').append(letter);
      } else if (letter < ' ' || letter == 0x7f || letter == 0x2028 || letter == 0x2029) {
        quoted.append("\\u%04x".formatted((int) letter));
      } else {
        quoted.append(letter);
      }
    }
    return quoted.append('"').toString();
  }
}
