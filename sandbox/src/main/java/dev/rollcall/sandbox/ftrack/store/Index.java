// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.schema.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds rows by one column, without regard to letter case.
///
/// A single row for a value, the usual case, is kept without a collection around it.
final class Index {
  private sealed interface Entry {}

  private record Single(String key, Row row) implements Entry {}

  private record Several(Map<String, Row> rows) implements Entry {}

  private final String column;
  private final Map<String, Entry> entries = new HashMap<>();

  Index(String column) {
    this.column = column;
  }

  String column() {
    return column;
  }

  /// Rows whose value may equal the text: those that do, and those that differ in letter case.
  Collection<Row> near(String text) {
    Entry entry = entries.get(fold(text));
    return switch (entry) {
      case Single(_, Row row) -> List.of(row);
      case Several(Map<String, Row> rows) -> rows.values();
      case null -> List.of();
    };
  }

  void add(String key, Row row) {
    Value value = row.value(column);
    if (!value.isAbsent()) {
      entries.merge(fold(value.asText()), new Single(key, row), Index::joined);
    }
  }

  void remove(String key, Row row) {
    Value value = row.value(column);
    if (!value.isAbsent()) {
      entries.computeIfPresent(fold(value.asText()), (_, entry) -> without(entry, key));
    }
  }

  private static Entry joined(Entry there, Entry added) {
    Single single = (Single) added;
    Several several =
        switch (there) {
          case Several already -> already;
          case Single first -> {
            Map<String, Row> rows = new LinkedHashMap<>();
            rows.put(first.key(), first.row());
            yield new Several(rows);
          }
        };
    several.rows().put(single.key(), single.row());
    return several;
  }

  // A remapping function says "no entry" with null: java.util.Map.computeIfPresent.
  @SuppressWarnings("NullAway")
  private static Entry without(Entry entry, String key) {
    return switch (entry) {
      case Single single -> single.key().equals(key) ? null : single;
      case Several several -> {
        several.rows().remove(key);
        yield several.rows().isEmpty() ? null : several;
      }
    };
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
