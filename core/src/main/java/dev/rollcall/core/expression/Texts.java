// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.math.BigDecimal;
import java.util.Comparator;

/// How values are written and ordered.
final class Texts {
  /// By Unicode code points: the same order everywhere, and the one UTF-8 has.
  static final Comparator<String> BY_CODE_POINTS = Texts::compareCodePoints;

  private static final int QUOTED_CHARACTERS = 60;
  private static final double WHOLE_UP_TO = 1e15;

  private Texts() {}

  static String text(Object value) {
    return switch (value) {
      case Double number -> number(number);
      default -> value.toString();
    };
  }

  /// A value as it is shown in a message: in quotes, cut short, without control characters.
  static String quoted(Object value) {
    String text = text(value);
    int end = Math.min(QUOTED_CHARACTERS, text.length());
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
    }
    return shown.append(end < text.length() ? "…'" : "'").toString();
  }

  private static String number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < WHOLE_UP_TO;
    if (whole) {
      return Long.toString((long) number);
    }
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).toPlainString()
        : Double.toString(number);
  }

  private static int compareCodePoints(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(weight(a), weight(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /// UTF-16 puts surrogates below U+E000 to U+FFFF; code points do not.
  private static int weight(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_VALUE : c;
  }
}
