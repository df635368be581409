// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// How large a regular expression becomes when its repetitions are written out, as RE2 does; nested
/// ones multiply, so that a short pattern can ask for all memory there is.
final class PatternSize {
  static final long MOST = 20_000;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

  private final String pattern;
  private final Deque<Long> groups = new ArrayDeque<>();
  private long size;
  private long last;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  static boolean isTooLarge(String pattern) {
    return new PatternSize(pattern).total() > MOST;
  }

  private long total() {
    while (at < pattern.length() && size <= MOST) {
      take(pattern.charAt(at));
    }
    return size;
  }

  private void take(char c) {
    switch (c) {
      case '\\' -> atom(at + 2);
      case '[' -> atom(endOfClass());
      case '(' -> open();
      case ')' -> close();
      case '{' -> repeat();
      default -> atom(at + 1);
    }
  }

  private void atom(int end) {
    last = 1;
    size += 1;
    at = end;
  }

  private void open() {
    groups.push(size);
    size = 0;
    at++;
  }

  private void close() {
    last = size + 2;
    size = last + (groups.isEmpty() ? 0 : groups.pop());
    at++;
  }

  private void repeat() {
    int end = pattern.indexOf('}', at);
    long most = end < 0 ? 1 : most(pattern.substring(at + 1, end));
    size += last * (most - 1);
    last *= most;
    at = end < 0 ? at + 1 : end + 1;
  }

  private static long most(String counts) {
    long most = 1;
    for (String count : counts.split(",", -1)) {
      boolean number = DIGITS.matcher(count).matches();
      most = Math.max(most, number ? Long.parseLong(count) : 1);
    }
    return most;
  }

  private int endOfClass() {
    int i = at + 1;
    while (i < pattern.length() && (pattern.charAt(i) != ']' || i == at + 1)) {
      i += pattern.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, pattern.length());
  }
}
