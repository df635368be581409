// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An element of the XML.
///
/// @param file the name of the file it is in
/// @param line where it begins
/// @param text the text directly in it, without space around it
record Tag(
    String file,
    int line,
    String name,
    Map<String, String> attributes,
    String text,
    List<Tag> children) {
  Tag {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  Optional<Tag> child(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
  }

  List<Tag> all(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).toList();
  }

  /// The text of a child; nothing where it is blank.
  Optional<String> value(String wanted) {
    return child(wanted).map(Tag::text).filter(it -> !it.isEmpty());
  }

  /// The `string`s in a child.
  List<String> strings(String wanted) {
    return child(wanted).stream()
        .flatMap(list -> list.all("string").stream())
        .map(Tag::text)
        .filter(it -> !it.isEmpty())
        .toList();
  }

  Optional<String> attribute(String wanted) {
    return Optional.ofNullable(attributes.get(wanted));
  }
}
