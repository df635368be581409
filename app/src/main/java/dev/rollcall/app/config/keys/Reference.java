// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The keys as Markdown tables, the generated part of `docs/reference/configuration.md`.
public final class Reference {
  private final StringBuilder text = new StringBuilder();
  private final List<String> written = new ArrayList<>();

  private Reference() {}

  /// All tables, each with its heading, outermost first.
  public static String ofConfiguration() {
    Reference reference = new Reference();
    reference.table("The file", TopKeys.file());
    return reference.text.toString();
  }

  private void table(String heading, Table table) {
    if (written.contains(heading)) {
      return;
    }
    written.add(heading);
    text.append("### ").append(heading).append("\n\n");
    text.append("| key | takes | default | meaning |\n|---|---|---|---|\n");
    table.keys().forEach(this::row);
    text.append('\n');
    table.keys().forEach(key -> below(heading, key.name(), key.shape()));
  }

  private void row(Key key) {
    String standard = key.needed() ? "**needed**" : key.standard().orElse("");
    text.append(
        "| `%s` | %s | %s | %s |\n"
            .formatted(
                key.name(), takes(key.shape()), standard, key.meaning().replace("|", "\\|")));
  }

  private static String takes(Shape shape) {
    return switch (shape) {
      case Shape.Choice(List<String> words) -> "`" + String.join("`, `", words) + "`";
      case Shape.Group _ -> "keys, see below";
      case Shape.Rows _ -> "a list, each with keys, see below";
      case Shape.Named(String key, Syntax _, Shape each) -> "for each " + key + ": " + takes(each);
      case Shape.Typed _ -> "keys by `type`, see below";
      case Shape.Either either ->
          String.join(
              ", or ",
              Stream.of(either.text(), either.list(), either.keys())
                  .flatMap(Optional::stream)
                  .map(Reference::takes)
                  .toList());
      case Shape.Text _, Shape.Whole _, Shape.Texts _ -> shape.inWords();
    };
  }

  private void below(String heading, String key, Shape shape) {
    String path = heading.equals("The file") ? key : heading + "." + key;
    switch (shape) {
      case Shape.Group(Table table) -> table(path, table);
      case Shape.Rows(Table table) -> table(path, table);
      case Shape.Named(String name, Syntax _, Shape each) -> below(path, name, each);
      case Shape.Typed(SequencedMap<String, Table> tables) ->
          tables.forEach((word, table) -> table(path + ", type " + word, table));
      case Shape.Either either -> either.keys().ifPresent(keys -> below(heading, key, keys));
      case Shape.Text _, Shape.Whole _, Shape.Choice _, Shape.Texts _ -> {}
    }
  }
}
