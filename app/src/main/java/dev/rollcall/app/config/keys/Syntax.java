// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import java.util.List;
import java.util.regex.Pattern;

/// How a single text has to be written.
public enum Syntax {
  TEXT("a text on one line", Syntax.LINE, "string"),
  SECRET("a password or key", "[\\s\\S]+", "string"),
  ADDRESS("an address", Syntax.LINE, "string"),
  PATH("a file name", Syntax.LINE, "string"),
  DN("a DN like ou=users,dc=example,dc=com", Syntax.LINE, "string"),
  FILTER("an LDAP filter like (objectClass=inetOrgPerson)", "\\s*\\([\\s\\S]*\\)\\s*", "string"),
  ATTRIBUTE("the name of an attribute or column", "\\S(.*\\S)?", "string"),
  FINGERPRINT(
      "a SHA-256 fingerprint, 64 hexadecimal digits",
      "([Ss][Hh][Aa]256:)?[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}",
      "string"),
  PRINCIPAL("a Kerberos name like rollcall@AD.EXAMPLE.COM", "[^@\\s]+@[^@\\s]+", "string"),
  HOST(
      "a host, or HOST:PORT",
      "[A-Za-z0-9._-]+(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]+\\](:[0-9]{1,5})?",
      "string"),
  SYSTEM("the name of a system", "[A-Za-z0-9][A-Za-z0-9_-]{0,63}", "string"),
  FLAG("true or false", "true|false", "boolean"),
  TEAM("true, false or 'group'", "true|false|group", "boolean", "string"),
  LETTERS("one of: lower, upper, digit, symbol", "lower|upper|digit|symbol", "string"),
  DURATION("a time like 30s, 5m or 2h", "[1-9][0-9]{0,4} ?(ms|s|m|h|d)", "string"),
  CHARACTER("a single character, or 'tab'", "[^\\r\\n\"]|tab", "string"),
  LIMIT(
      "a limit like '5% or 10', '5%' or '10'",
      "[0-9]+(\\.[0-9]+)? ?%( or [0-9]{1,9})?|[0-9]{1,9}", "string", "integer"),
  DISABLE("'at once', 'after N days' or 'never'", "at once|never|after [0-9]{1,5} days?", "string"),
  DELETE("'never' or 'after N days'", "never|after [0-9]{1,5} days?", "string"),
  EXPRESSION("an expression", "[\\s\\S]*\\S[\\s\\S]*", "string", "number", "boolean"),
  CONDITION("a condition", "[\\s\\S]*\\S[\\s\\S]*", "string", "boolean"),
  SELECT("a SELECT", "[\\s\\S]*\\S[\\s\\S]*", "string");

  /// Not blank, without control characters.
  private static final String LINE = "[^\\x00-\\x1f]*[^\\x00-\\x20][^\\x00-\\x1f]*";

  private final String words;
  private final Pattern pattern;
  private final List<String> types;

  Syntax(String words, String pattern, String... types) {
    this.words = words;
    this.pattern = Pattern.compile(pattern);
    this.types = List.of(types);
  }

  /// For people: `a time like 30s`.
  public String words() {
    return words;
  }

  /// Whether the text is written so.
  public boolean accepts(String text) {
    return pattern.matcher(text).matches();
  }

  /// The same as a regular expression over the whole text.
  String pattern() {
    return "^(" + pattern.pattern() + ")$";
  }

  /// The JSON types it may have.
  List<String> types() {
    return types;
  }
}
