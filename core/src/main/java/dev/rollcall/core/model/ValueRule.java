// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// How two values of an attribute are held to be the same: both are brought to one form first. Pure
/// and without state.
@FunctionalInterface
public interface ValueRule {
  /// The form in which equal values are the same string.
  String normal(String value);

  /// Letter by letter, in Unicode normal form C: a corrected capital is a difference.
  ValueRule EXACT = ValueRule::composed;

  /// Whatever the letter case and the spaces around and between words; for finding accounts by
  /// login or mail, as caseIgnoreMatch does (RFC 4517 section 4.2.11).
  ValueRule IGNORE_CASE = value -> squeezed(composed(value).strip()).toLowerCase(Locale.ROOT);

  /// booleanMatch, RFC 4517 section 4.2.2, with the spellings that databases use.
  ValueRule BOOLEAN =
      value ->
          switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "yes", "1" -> "TRUE";
            case "false", "f", "no", "0" -> "FALSE";
            default -> value;
          };

  /// generalizedTimeMatch, RFC 4517 section 4.2.16: the same instant in any notation.
  ValueRule TIME = ValueRule::instant;

  /// Values as a set in normal form: sorted, without repetition.
  default List<String> normal(List<String> values) {
    return switch (values.size()) {
      case 0 -> List.of();
      case 1 -> single(values);
      default -> values.stream().map(this::normal).sorted().distinct().toList();
    };
  }

  @SuppressWarnings("ReferenceEquality")
  private List<String> single(List<String> values) {
    String value = values.getFirst();
    String normal = normal(value);
    return normal == value ? values : List.of(normal);
  }

  /// Every run of white space as one space; the text itself where that is so already.
  private static String squeezed(String value) {
    boolean before = false;
    for (int i = 0; i < value.length(); i++) {
      boolean space = isSpace(value.charAt(i));
      if (space && (before || value.charAt(i) != ' ')) {
        return squeezed(value, i);
      }
      before = space;
    }
    return value;
  }

  private static String squeezed(String value, int from) {
    StringBuilder squeezed = new StringBuilder(value.length()).append(value, 0, from);
    for (int i = from; i < value.length(); i++) {
      boolean space = isSpace(value.charAt(i));
      boolean before = i > 0 && isSpace(value.charAt(i - 1));
      if (!space) {
        squeezed.append(value.charAt(i));
      } else if (!before) {
        squeezed.append(' ');
      }
    }
    return squeezed.toString();
  }

  private static boolean isSpace(char letter) {
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
  }

  private static String composed(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 0x300) {
        return Normalizer.normalize(value, Normalizer.Form.NFC);
      }
    }
    return value;
  }

  private static String instant(String value) {
    return GeneralizedTime.instant(value).map(Object::toString).orElse(value);
  }
}
