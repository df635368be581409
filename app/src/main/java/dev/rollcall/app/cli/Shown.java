// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Values of other people's systems, made safe to print: no control character reaches a terminal,
/// and nothing can pretend to be another line or run right to left.
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  static String text(String value) {
    String shown = whole(value);
    return shown.length() > LONGEST * 10 ? shown.substring(0, LONGEST * 10) + "…" : shown;
  }

  /// The same of what is made to be pasted, and useless when its end is missing.
  static String whole(String value) {
    StringBuilder shown = new StringBuilder(value.length());
    value
        .codePoints()
        .forEach(point -> {
          if (harmless(point)) {
            shown.appendCodePoint(point);
          } else {
            shown.append(String.format(Locale.ROOT, "\\u%04x", point));
          }
        });
    return shown.toString();
  }

  /// A problem as lines, the first of which begins with `mark`. A line break in a value begins no
  /// line that could be taken for one of ours.
  static List<String> problem(String mark, Problem problem) {
    List<String> lines = new ArrayList<>();
    lines.add(mark + " " + problem.code() + ": " + indented(problem.what()));
    lines.add("  why: " + indented(problem.why()));
    lines.add("  fix: " + indented(problem.fix()));
    return lines;
  }

  private static String indented(String text) {
    return text.lines().map(Shown::text).collect(Collectors.joining("\n       "));
  }

  private static boolean harmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  static String values(List<String> values) {
    String all = String.join(" | ", values);
    String cut = all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
    return values.isEmpty() ? "–" : text(cut);
  }

  /// A key as people call it: of a DN its first component.
  static String key(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) == '\\') {
        i++;
      } else if (key.charAt(i) == ',' && key.indexOf('=') > 0 && key.indexOf('=') < i) {
        return text(key.substring(0, i));
      }
    }
    return text(key);
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// So many of something: `1 account`, `2,000 accounts`.
  static String count(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }
}
