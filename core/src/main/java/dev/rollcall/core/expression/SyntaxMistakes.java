// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says in plain words what the parser did not understand.
final class SyntaxMistakes {
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*", Pattern.DOTALL);
  private static final Pattern UNREADABLE =
      Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
  private static final Pattern WORD_BEFORE = Pattern.compile("(\\w+)\\s*$");

  private static final Map<String, String> MEANT =
      Map.of(
          "and", "write && for and",
          "or", "write || for or",
          "not", "write ! for not",
          "is", "write == to compare, or !present(name) for nothing",
          "like", "write name.contains('...') or name.matches('...')",
          "if", "write condition ? one : other",
          ">", "write != for not equal");

  private SyntaxMistakes() {}

  static Mistake mistake(CelIssue issue, CelSource source) {
    CelSourceLocation at = issue.getSourceLocation();
    String text = source.getContent().toString();
    if (text.isBlank()) {
      return new Mistake(1, 1, "the expression is empty", Optional.empty());
    }
    Matcher unreadable = UNREADABLE.matcher(issue.getMessage());
    if (unreadable.matches()) {
      return unreadable(at, unreadable.group(1));
    }
    Matcher unexpected = UNEXPECTED.matcher(issue.getMessage());
    if (unexpected.matches()) {
      return unexpected(at, unexpected.group(1), before(text, source, at));
    }
    return other(at, issue.getMessage());
  }

  private static Mistake unreadable(CelSourceLocation at, String characters) {
    return switch (characters.isEmpty() ? ' ' : characters.charAt(0)) {
      case '=' -> mistake(at, "a single = does not compare", "write == to compare");
      case '|' -> mistake(at, "a single | has no meaning", "write || for or");
      case '&' -> mistake(at, "a single & has no meaning", "write && for and");
      case '\'', '"' ->
          mistake(
              at,
              "this text cannot be read: a closing quote is missing, or \\ stands before a"
                  + " character that it does not go with",
              "write \\\\ for a single \\");
      default -> mistake(at, "this character has no meaning: " + characters.strip());
    };
  }

  private static Mistake unexpected(CelSourceLocation at, String token, String before) {
    if (token.equals("<EOF>")) {
      return mistake(at, "the expression ends too early");
    }
    Matcher word = WORD_BEFORE.matcher(before);
    String previous = word.find() ? word.group(1) : "";
    Optional<String> meant =
        Optional.ofNullable(MEANT.get(token.toLowerCase(Locale.ROOT)))
            .or(() -> Optional.ofNullable(MEANT.get(previous.toLowerCase(Locale.ROOT))));
    return Positions.mistake(at, token + " is not expected here", meant);
  }

  private static Mistake other(CelSourceLocation at, String message) {
    if (message.contains("recursion") || message.contains("nesting")) {
      return mistake(at, "the expression is nested too deeply");
    }
    if (message.contains("simple name") || message.contains("simple identifier")) {
      return mistake(at, "a plain name is needed here, as in list.map(x, x.lower())");
    }
    if (message.startsWith("missing '")) {
      return mistake(at, "a closing " + message.charAt("missing '".length()) + " is missing");
    }
    if (message.startsWith("no viable alternative")) {
      return mistake(at, "this cannot be read");
    }
    return mistake(at, message);
  }

  private static String before(String text, CelSource source, CelSourceLocation at) {
    int offset = source.getLocationOffset(at).orElse(0);
    int end = Math.min(offset, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, end));
  }

  private static Mistake mistake(CelSourceLocation at, String message) {
    return Positions.mistake(at, message, Optional.empty());
  }

  private static Mistake mistake(CelSourceLocation at, String message, String suggestion) {
    return Positions.mistake(at, message, Optional.of(suggestion));
  }
}
