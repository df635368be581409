// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes values into ftrack's query language so that nothing in them can be read as language.
final class QueryText {
  private QueryText() {}

  /// A value in double quotes. The official JavaScript client escapes quotes with a backslash
  /// (`session.ts`, `expression`); a backslash itself has to be escaped as well, or one at the end
  /// would take the closing quote along.
  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// `attribute in ("a","b")`.
  static String in(String attribute, Collection<String> values) {
    return values.stream()
        .map(QueryText::quoted)
        .collect(Collectors.joining(",", attribute + " in (", ")"));
  }

  /// Several such conditions, each with at most so many values.
  static List<String> in(String attribute, Collection<String> values, int most) {
    List<String> all = List.copyOf(values);
    List<String> conditions = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      conditions.add(in(attribute, all.subList(from, Math.min(from + most, all.size()))));
    }
    return conditions;
  }

  /// Finds these values, whatever their letter case as far as the server lets it: whether `in` and
  /// `like` look at it is not documented, so both are asked. What `like` would read as a pattern is
  /// left to `in`.
  static List<String> anyCase(String attribute, Collection<String> values, int most) {
    List<String> all = List.copyOf(values);
    List<String> conditions = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      List<String> some = all.subList(from, Math.min(from + most, all.size()));
      conditions.add(
          Stream.concat(
                  Stream.of(in(attribute, some)),
                  some.stream()
                      .filter(value -> !value.contains("%") && !value.contains("\\"))
                      .map(value -> attribute + " like " + quoted(value)))
              .collect(Collectors.joining(" or ")));
    }
    return conditions;
  }

  static String select(Collection<String> attributes, String entityType) {
    return "select " + String.join(", ", attributes) + " from " + entityType;
  }
}
