// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.connectors.fetch.Addresses;
import dev.rollcall.connectors.fetch.FilesBelow;
import dev.rollcall.connectors.fetch.Prefix;
import dev.rollcall.core.mapping.Content;
import dev.rollcall.core.mapping.Fetching;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads where the values of one attribute come from: an expression, a file or an address.
///
/// @param keys of the attribute
record FetchedReader(Section keys, Formulas formulas) {
  /// The key that says where names lead, by the key that gives the name.
  private static final Map<String, String> NEEDED = Map.of("file", "below", "url", "from");

  Optional<Content> read() {
    List<String> ways =
        List.of("value", "account_of", "file", "url").stream().filter(keys::has).toList();
    if (ways.isEmpty()) {
      keys.missing(
          "value", "an attribute has to come from somewhere", "add 'value:' with an expression");
      return Optional.empty();
    }
    ways.stream()
        .skip(1)
        .forEach(way -> keys.misplaced(way, "'%s' is there already".formatted(ways.getFirst())));
    String way = ways.getFirst();
    NEEDED.forEach((name, place) -> {
      if (name.equals(way)) {
        keys.missing(place, "where names lead is not left to the source", fix(place));
      } else {
        keys.misplaced(place, "it belongs to '%s', which is not there".formatted(name));
      }
    });
    if (way.equals("account_of")) {
      keys.misplaced("default", "it is for 'value', 'file' and 'url'");
      return keys.scalar(way)
          .flatMap(it -> formulas.value(it, keys.path() + "." + way))
          .map(Content.AccountOf::new);
    }
    Optional<Content> content = formulas.content(keys, way);
    return switch (way) {
      case "file" -> content.flatMap(name -> files().map(in -> new Content.Fetched(name, in)));
      case "url" -> content.flatMap(name -> addresses().map(in -> new Content.Fetched(name, in)));
      default -> content;
    };
  }

  private static String fix(String place) {
    return place.equals("below")
        ? "add 'below:' with the directory of the files"
        : "add 'from: [https://photos.example.com/]' with what the addresses begin with";
  }

  private Optional<Fetching> files() {
    return keys.file("below").map(FilesBelow::new);
  }

  private Optional<Fetching> addresses() {
    List<Prefix> prefixes = new ArrayList<>();
    for (Scalar scalar : keys.scalars("from")) {
      Optional<Prefix> prefix = Prefix.of(scalar.text());
      prefix.ifPresentOrElse(prefixes::add, () -> malformed(scalar));
    }
    Path copies = keys.context().fetched();
    return prefixes.isEmpty() ? Optional.empty() : Optional.of(new Addresses(prefixes, copies));
  }

  private void malformed(Scalar scalar) {
    keys.context()
        .findings()
        .problem(
            scalar.at(),
            "CONFIG-VALUE",
            keys.path() + ".from cannot begin an address",
            "it is https:// (http:// for this machine only), a host and a path that ends in '/',"
                + " without user and password",
            "write https://photos.example.com/");
  }
}
