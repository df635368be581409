// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What may stand behind a key.
public sealed interface Shape {
  /// One text.
  record Text(Syntax syntax) implements Shape {}

  /// A whole number.
  record Whole(int least, int most) implements Shape {}

  /// One of these words.
  record Choice(List<String> words) implements Shape {}

  /// A list of texts, at least one; where `single`, one may stand there without a list.
  record Texts(Syntax syntax, boolean single) implements Shape {}

  /// A fixed group of keys.
  record Group(Table table) implements Shape {}

  /// Any keys, each with a value of one shape.
  ///
  /// @param key what a key is, for people: `NAME`
  record Named(String key, Syntax syntax, Shape each) implements Shape {}

  /// A group of keys whose key `type` says which others there are.
  record Typed(SequencedMap<String, Table> tables) implements Shape {}

  /// Different things by how it is written.
  record Either(Optional<Shape> text, Optional<Shape> list, Optional<Shape> keys) implements Shape {
    private String sayAll() {
      return Stream.of(text, list, keys)
          .flatMap(Optional::stream)
          .map(Shape::inWords)
          .collect(Collectors.joining(", or "));
    }
  }

  /// A list of groups of keys, at least one.
  record Rows(Table table) implements Shape {}

  /// For people: `a text`.
  default String inWords() {
    return switch (this) {
      case Text(Syntax syntax) -> syntax.words();
      case Whole(int least, int most) -> "a whole number from %d to %d".formatted(least, most);
      case Choice(List<String> words) -> "one of: " + String.join(", ", words);
      case Texts(Syntax syntax, boolean single) ->
          single ? syntax.words() + ", or a list of them" : "a list, each " + syntax.words();
      case Group(Table table) -> "keys: " + String.join(", ", table.names());
      case Typed _ -> "keys: type and those that belong to it";
      case Named(String key, Syntax _, Shape each) -> "keys, '" + key + ":' with " + each.inWords();
      case Either either -> either.sayAll();
      case Rows(Table table) -> "a list, each with the keys " + String.join(", ", table.names());
    };
  }
}
