// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// A text with `%` for anything, without regard to letter case; `\%` is a percent sign.
final class Wildcard implements Predicate<String> {
  private final List<String> parts = new ArrayList<>();

  Wildcard(String pattern) {
    StringBuilder part = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '%') {
        add(part);
      } else {
        boolean escaped = c == '\\' && pattern.startsWith("%", at + 1);
        part.append(escaped ? pattern.charAt(++at) : c);
      }
    }
    add(part);
  }

  private void add(StringBuilder part) {
    parts.add(part.toString().toLowerCase(Locale.ROOT));
    part.setLength(0);
  }

  @Override
  public boolean test(String given) {
    String text = given.toLowerCase(Locale.ROOT);
    if (parts.size() == 1) {
      return text.equals(parts.getFirst());
    }
    String start = parts.getFirst();
    String end = parts.getLast();
    if (text.length() < start.length() + end.length()
        || !text.startsWith(start)
        || !text.endsWith(end)) {
      return false;
    }
    return between(text.substring(start.length(), text.length() - end.length()));
  }

  private boolean between(String text) {
    int at = 0;
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = text.indexOf(part, at);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
    }
    return true;
  }
}
