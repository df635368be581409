// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Which events somebody wants, or whom an event is for, such as `topic=ftrack.update and
/// source.user.username!="jane"`. A `*` at the end of a value stands for anything.
final class Subscription implements Predicate<JsonNode> {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\"[^\"]*\"|'[^']*'|\\(|\\)|!=|<=|>=|=|<|>|[^\\s\"'()!=<>]+)");
  private static final int DEEPEST = 50;

  private final List<String> tokens = new ArrayList<>();
  private int position;
  private int depth;
  private final Predicate<JsonNode> meaning;

  /// @throws IllegalArgumentException when it cannot be read
  Subscription(String expression) {
    Matcher matcher = TOKEN.matcher(expression);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (!expression.substring(end).isBlank()) {
      throw new IllegalArgumentException("cannot read '" + expression + "'");
    }
    meaning = tokens.isEmpty() ? _ -> true : any();
    if (position < tokens.size()) {
      throw new IllegalArgumentException("cannot read '" + expression + "'");
    }
  }

  @Override
  public boolean test(JsonNode event) {
    return meaning.test(event);
  }

  private Predicate<JsonNode> any() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("nested too deep");
    }
    Predicate<JsonNode> all = all();
    while (take("or")) {
      all = all.or(all());
    }
    depth--;
    return all;
  }

  private Predicate<JsonNode> all() {
    Predicate<JsonNode> part = part();
    while (take("and")) {
      part = part.and(part());
    }
    return part;
  }

  private Predicate<JsonNode> part() {
    if (take("not")) {
      return part().negate();
    }
    if (take("(")) {
      Predicate<JsonNode> inner = any();
      if (!take(")")) {
        throw new IllegalArgumentException("a parenthesis is not closed");
      }
      return inner;
    }
    String path = next();
    String operator = next();
    String value = unquoted(next());
    return event -> holds(at(event, path), operator, value);
  }

  private static String at(JsonNode event, String path) {
    JsonNode node = event;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node.isMissingNode() || node.isNull() ? "" : node.asString("");
  }

  private static boolean holds(String found, String operator, String wanted) {
    return switch (operator) {
      case "=" -> fits(found, wanted);
      case "!=" -> !fits(found, wanted);
      case "<" -> found.compareTo(wanted) < 0;
      case ">" -> found.compareTo(wanted) > 0;
      case "<=" -> found.compareTo(wanted) <= 0;
      case ">=" -> found.compareTo(wanted) >= 0;
      default -> throw new IllegalArgumentException("'" + operator + "' is no operator");
    };
  }

  private static boolean fits(String found, String wanted) {
    return wanted.endsWith("*")
        ? found.startsWith(wanted.substring(0, wanted.length() - 1))
        : found.equals(wanted);
  }

  private static String unquoted(String token) {
    boolean quoted = token.startsWith("\"") || token.startsWith("'");
    return quoted ? token.substring(1, token.length() - 1) : token;
  }

  private String next() {
    if (position == tokens.size()) {
      throw new IllegalArgumentException("the expression breaks off");
    }
    return tokens.get(position++);
  }

  private boolean take(String word) {
    boolean there =
        position < tokens.size() && tokens.get(position).toLowerCase(Locale.ROOT).equals(word);
    if (there) {
      position++;
    }
    return there;
  }
}
