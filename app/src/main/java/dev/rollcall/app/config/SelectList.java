// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of the columns that a SELECT gives, where they can be read off it without doubt.
public final class SelectList {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|(?<quoted>\"(?:[^\"]|\"\")+\"|`[^`]+`|\\[[^]\\[]+])|(?<text>'(?:[^']|'')*')"
              + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*)|(?<other>--|/\\*|[0-9]+|.)",
          Pattern.DOTALL);
  private static final Set<String> NOT_COLUMNS =
      Set.of(
          "distinct",
          "all",
          "top",
          "not",
          "case",
          "exists",
          "interval",
          "date",
          "time",
          "timestamp",
          "array",
          "row",
          "null",
          "true",
          "false",
          "unique",
          "sql_calc_found_rows");

  private SelectList() {}

  /// The names in order, or nothing where the list is not plain: `*`, functions without a name.
  public static Optional<List<String>> names(String query) {
    Optional<List<String>> tokens = tokens(query);
    if (tokens.isEmpty() || tokens.get().isEmpty() || !is(tokens.get().getFirst(), "select")) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (List<String> item : items(tokens.get().subList(1, tokens.get().size()))) {
      Optional<String> name = name(item);
      if (name.isEmpty()) {
        return Optional.empty();
      }
      names.add(name.get());
    }
    return Optional.of(names);
  }

  /// Nothing where there is a comment: what is in it and what is not differs between databases.
  private static Optional<List<String>> tokens(String query) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(query);
    while (matcher.lookingAt()) {
      String token = matcher.group();
      if (token.equals("--") || token.equals("/*")) {
        return Optional.empty();
      }
      if (!token.isBlank()) {
        tokens.add(token);
      }
      matcher.region(matcher.end(), query.length());
    }
    return Optional.of(tokens);
  }

  private static List<List<String>> items(List<String> tokens) {
    List<List<String>> items = new ArrayList<>(List.of(new ArrayList<>()));
    int depth = 0;
    for (String token : tokens) {
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
      if (depth == 0 && is(token, "from")) {
        break;
      }
      if (depth == 0 && token.equals(",")) {
        items.add(new ArrayList<>());
      } else {
        items.getLast().add(token);
      }
    }
    return items;
  }

  private static Optional<String> name(List<String> item) {
    int size = item.size();
    if (size >= 3 && is(item.get(size - 2), "as") && identifier(item.getLast())) {
      return Optional.of(bare(item.getLast()));
    }
    int column = 0;
    while (column + 2 < size && identifier(item.get(column)) && item.get(column + 1).equals(".")) {
      column += 2;
    }
    boolean plain = size - column == 1 || (size - column == 2 && identifier(item.get(column)));
    boolean named = size > 0 && identifier(item.getLast()) && column(item.getFirst());
    return plain && named ? Optional.of(bare(item.getLast())) : Optional.empty();
  }

  private static boolean column(String token) {
    return !NOT_COLUMNS.contains(token.toLowerCase(Locale.ROOT));
  }

  private static boolean identifier(String token) {
    return token.length() > 1 && "\"`[".indexOf(token.charAt(0)) >= 0
        || token.matches("[\\p{L}_][\\p{L}\\p{N}_$]*");
  }

  private static String bare(String token) {
    return switch (token.charAt(0)) {
      case '"' -> token.substring(1, token.length() - 1).replace("\"\"", "\"");
      case '`', '[' -> token.substring(1, token.length() - 1);
      default -> token;
    };
  }

  private static boolean is(String token, String word) {
    return token.equalsIgnoreCase(word);
  }
}
