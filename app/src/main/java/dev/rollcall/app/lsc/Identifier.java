// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The DN that LSC builds for an account.
///
/// @param attribute that names it
/// @param value what it is called
/// @param at the DN above it
record Identifier(String attribute, Value value, String at) {
  private static final Pattern HEAD = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9-]*)\\s*=(.*)");

  /// @throws Untranslated where it is anything but an attribute, a value and a fixed place
  static Identifier of(String script, Script.Scope scope, boolean several) {
    Piece whole = Script.translated(script, scope);
    List<Piece> parts = new ArrayList<>(whole.parts());
    if (parts.size() < 3) {
      throw odd();
    }
    Matcher head = HEAD.matcher(parts.removeFirst().literal().orElseThrow(Identifier::odd));
    String tail = parts.removeLast().literal().orElseThrow(Identifier::odd);
    int comma = tail.indexOf(',');
    if (!head.matches() || comma < 0) {
      throw odd();
    }
    if (parts.stream().flatMap(it -> it.literal().stream()).anyMatch(it -> it.contains(","))) {
      throw new Untranslated("where the account is depends on the person");
    }
    if (!head.group(2).isEmpty()) {
      parts.addFirst(Piece.literal(head.group(2)));
    }
    if (comma > 0) {
      parts.add(Piece.literal(tail.substring(0, comma)));
    }
    Value value = Value.of(List.of(Piece.sum(parts)), "", several);
    return new Identifier(head.group(1), value, tail.substring(comma + 1).strip());
  }

  private static Untranslated odd() {
    return new Untranslated("it is not an attribute, a value and a fixed place");
  }
}
