// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/// What can be done with a regular expression, in time linear to the text (RE2).
final class Patterns {
  private Patterns() {}

  static boolean matches(Pattern pattern, String text) {
    return pattern.matcher(text).find();
  }

  static Object extract(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    boolean found = matcher.find() && matcher.start(group) >= 0;
    return found ? matcher.group(group) : new Nothing.Absence("");
  }

  static Object replace(Pattern pattern, String text, String with) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder made = new StringBuilder();
    int copied = 0;
    while (matcher.find() && !TextFunctions.full(made)) {
      made.append(text, copied, matcher.start());
      appendFilled(made, with, matcher);
      copied = matcher.end();
    }
    return TextFunctions.full(made)
        ? TextFunctions.tooLong()
        : made.append(text, copied, text.length()).toString();
  }

  /// `\1` to `\9` stand for what the groups of the pattern found, `\0` for all of it.
  private static void appendFilled(StringBuilder made, String with, Matcher matcher) {
    int at = 0;
    while (at < with.length()) {
      boolean escaped = with.charAt(at) == '\\' && at + 1 < with.length();
      if (escaped) {
        appendGroup(made, with.charAt(at + 1), matcher);
      } else {
        made.append(with.charAt(at));
      }
      at += escaped ? 2 : 1;
    }
  }

  private static void appendGroup(StringBuilder made, char c, Matcher matcher) {
    int group = c - '0';
    if (group < 0 || group > 9) {
      made.append(c);
    } else if (group <= matcher.groupCount() && matcher.start(group) >= 0) {
      made.append(matcher.group(group));
    }
  }
}
