// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.ArrayList;
import java.util.List;

/// What can be done with a text. Positions count characters as a person does: code points.
final class TextFunctions {
  private TextFunctions() {}

  static String lowerAscii(String text) {
    return ascii(text, 'A', 'Z', 'a' - 'A');
  }

  static String upperAscii(String text) {
    return ascii(text, 'a', 'z', 'A' - 'a');
  }

  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    return digits.toString();
  }

  static String take(String text, long count) {
    return count <= 0 ? "" : text.substring(0, offset(text, count));
  }

  static Object substring(String text, long from, long to) {
    long length = length(text);
    if (from < 0 || to < from || to > length) {
      return failure("substring(" + from + ", " + to + ") is outside", text, length);
    }
    return text.substring(offset(text, from), offset(text, to));
  }

  static Object substringFrom(String text, long from) {
    long length = length(text);
    if (from < 0 || from > length) {
      return failure("substring(" + from + ") is outside", text, length);
    }
    return text.substring(offset(text, from));
  }

  static Object charAt(String text, long position) {
    long length = length(text);
    if (position < 0 || position >= length) {
      return failure("charAt(" + position + ") is outside", text, length);
    }
    return text.substring(offset(text, position), offset(text, position + 1));
  }

  static long length(String text) {
    return text.codePointCount(0, text.length());
  }

  static long indexOf(String text, String part, long from) {
    int found = text.indexOf(part, from <= 0 ? 0 : offset(text, from));
    return found < 0 ? -1 : text.codePointCount(0, found);
  }

  static long lastIndexOf(String text, String part) {
    int found = text.lastIndexOf(part);
    return found < 0 ? -1 : text.codePointCount(0, found);
  }

  static Object replace(String text, String part, String with, long times) {
    StringBuilder made = new StringBuilder();
    int copied = 0;
    int found = text.indexOf(part);
    for (long left = times; found >= 0 && left != 0 && !full(made); left--) {
      made.append(text, copied, found).append(with);
      copied = found;
      if (part.isEmpty()) {
        found = found < text.length() ? text.offsetByCodePoints(found, 1) : -1;
      } else {
        copied += part.length();
        found = text.indexOf(part, copied);
      }
    }
    return full(made) ? tooLong() : made.append(text, copied, text.length()).toString();
  }

  static List<String> split(String text, String separator, long most) {
    List<String> parts = new ArrayList<>();
    if (most == 0) {
      return parts;
    }
    int start = 0;
    int end = next(text, separator, start);
    while (end >= 0
        && parts.size() <= Limits.LIST_VALUES
        && (most < 0 || parts.size() < most - 1)) {
      parts.add(text.substring(start, end));
      start = end + separator.length();
      end = next(text, separator, start);
    }
    parts.add(text.substring(start));
    return parts;
  }

  static Object padLeft(String text, long width, String with) {
    long missing = width - length(text);
    if (missing <= 0) {
      return text;
    }
    if (length(with) != 1) {
      return new Nothing.Failure("padLeft needs a single character, not " + Texts.quoted(with));
    }
    return missing > Limits.TEXT_CHARACTERS ? tooLong() : with.repeat((int) missing) + text;
  }

  static Object joined(String left, String right) {
    return (long) left.length() + right.length() > Limits.TEXT_CHARACTERS
        ? tooLong()
        : left + right;
  }

  static boolean full(StringBuilder made) {
    return made.length() > Limits.TEXT_CHARACTERS;
  }

  static Nothing tooLong() {
    return Frame.tooLarge(Limits.TEXT_CHARACTERS, "characters");
  }

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static int next(String text, String separator, int start) {
    if (separator.isEmpty()) {
      int end = start < text.length() ? text.offsetByCodePoints(start, 1) : text.length();
      return end < text.length() ? end : -1;
    }
    return text.indexOf(separator, start);
  }

  private static int offset(String text, long position) {
    return position >= length(text)
        ? text.length()
        : text.offsetByCodePoints(0, Math.toIntExact(position));
  }

  private static String ascii(String text, char from, char to, int shift) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= from && characters[i] <= to) {
        characters[i] += (char) shift;
      }
    }
    return new String(characters);
  }

  private static Nothing failure(String what, String text, long length) {
    return new Nothing.Failure(
        what + " " + Texts.quoted(text) + ", which has " + length + " characters");
  }
}
