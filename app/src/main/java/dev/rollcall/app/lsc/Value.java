// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an attribute gets.
sealed interface Value {
  /// These values.
  record Fixed(List<String> values) implements Value {}

  /// What an expression gives.
  record Computed(String expression) implements Value {}

  /// In YAML.
  default String written() {
    return switch (this) {
      case Fixed(List<String> values) -> Yaml.list(values);
      case Computed(String expression) -> Yaml.quoted(expression);
    };
  }

  /// The values of several scripts together.
  ///
  /// @param delimiter where LSC cuts a value in several
  /// @param several whether a name may have several values in the source
  static Value of(List<Piece> scripts, String delimiter, boolean several) {
    if (scripts.stream().allMatch(it -> it.literal().isPresent())) {
      return new Fixed(
          scripts.stream()
              .flatMap(it -> it.literal().stream())
              .flatMap(it -> cut(it, delimiter))
              .toList());
    }
    if (scripts.size() == 1) {
      return new Computed(alone(scripts.getFirst(), several));
    }
    List<String> lists = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Piece script : scripts) {
      if (script.type() == Piece.Holds.LIST) {
        lists.add(script.within(Piece.SUM + 1));
      } else {
        texts.add(script.texts("it is true or false").text());
      }
    }
    if (!texts.isEmpty()) {
      lists.add(texts.stream().collect(Collectors.joining(", ", "[", "]")));
    }
    return new Computed(String.join(" + ", lists));
  }

  private static Stream<String> cut(String said, String delimiter) {
    return delimiter.isEmpty()
        ? Stream.of(said)
        : Arrays.stream(said.split(Pattern.quote(delimiter)))
            .map(String::strip)
            .filter(it -> !it.isEmpty());
  }

  /// A name that stands alone gives all of its values.
  private static String alone(Piece script, boolean several) {
    if (script.name().isEmpty()) {
      return script.text();
    }
    String name = script.name().get();
    return switch (script.type()) {
      case LIST -> Piece.value(name).text();
      case TEXT ->
          several && !name.equals("dn") ? Piece.values(name).text() + ".first()" : script.text();
      case NUMBER, TRUTH, NULL -> script.text();
    };
  }
}
