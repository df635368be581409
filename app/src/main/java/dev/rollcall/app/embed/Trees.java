// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.embed;

import dev.rollcall.app.config.tree.Node;
import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Quoting;
import dev.rollcall.app.config.tree.Position;
import java.util.List;
import java.util.Map;

/// What a configuration file would have been read into.
final class Trees {
  private Trees() {}

  /// A group of keys out of maps, lists and texts.
  static Node.Fields fields(Map<?, ?> map) {
    List<Entry> entries =
        map.entrySet().stream()
            .map(each -> new Entry(Position.START, each.getKey().toString(), node(each.getValue())))
            .toList();
    return new Node.Fields(Position.START, entries);
  }

  private static Node node(Object value) {
    return switch (value) {
      case Map<?, ?> map -> fields(map);
      case List<?> list ->
          new Node.Items(Position.START, list.stream().map(each -> text(each.toString())).toList());
      default -> text(value.toString());
    };
  }

  private static Node text(String text) {
    return new Node.Scalar(Position.START, text, text, Quoting.SINGLE, false, 0, 0);
  }
}
