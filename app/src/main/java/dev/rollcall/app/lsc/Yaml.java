// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes YAML, line by line.
final class Yaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_.()=/,-]*");
  private static final Pattern WORD =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|~|inf|nan");

  private final StringBuilder text = new StringBuilder();
  private int depth;

  /// A key whose value follows, one step deeper, until [#end()].
  Yaml begin(String key) {
    line(quoted(key) + ":");
    depth++;
    return this;
  }

  Yaml end() {
    depth--;
    return this;
  }

  Yaml put(String key, String value) {
    if (value.contains("\n") && value.chars().noneMatch(it -> it < ' ' && it != '\n')) {
      line(quoted(key) + ": |-");
      depth++;
      value.lines().map(String::strip).filter(it -> !it.isEmpty()).forEach(this::line);
      depth--;
      return this;
    }
    line(quoted(key) + ": " + quoted(value));
    return this;
  }

  /// A value that is YAML already: `true`, `{ a: b }`.
  Yaml bare(String key, String value) {
    line(quoted(key) + ": " + value);
    return this;
  }

  Yaml put(String key, List<String> values) {
    line(quoted(key) + ": " + list(values));
    return this;
  }

  static String list(List<String> values) {
    return values.stream().map(Yaml::item).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String item(String value) {
    return value.contains(",") ? doubled(value) : quoted(value);
  }

  Yaml comment(String comment) {
    comment.lines().forEach(it -> line("# " + it.replaceAll("\\p{Cntrl}", " ")));
    return this;
  }

  Yaml blank() {
    text.append('\n');
    return this;
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  static String quoted(String value) {
    if (PLAIN.matcher(value).matches() && !WORD.matcher(value).matches()) {
      return value;
    }
    return value.contains("'") || value.chars().anyMatch(Character::isISOControl)
        ? doubled(value)
        : "'" + value + "'";
  }

  private static String doubled(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .chars()
        .forEach(letter -> {
          switch (letter) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            default -> {
              if (Character.isISOControl(letter)) {
                quoted.append("\\x%02x".formatted(letter));
              } else {
                quoted.append((char) letter);
              }
            }
          }
        });
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
