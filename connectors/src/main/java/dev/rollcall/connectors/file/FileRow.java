// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// An account in a file.
///
/// @param id what it is known by, which never changes
/// @param line where it begins in the file
/// @param values by the names of the columns; none of the bookkeeping
record FileRow(String id, boolean disabled, long line, SequencedMap<String, List<String>> values) {
  FileRow {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /// Of the column of this name; if there is none so, whatever the letter case.
  List<String> get(String name) {
    return Optional.ofNullable(values.get(name))
        .or(() ->
            values.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst())
        .orElse(List.of());
  }

  FileRow with(String name, List<String> value) {
    SequencedMap<String, List<String>> copy = new LinkedHashMap<>(values);
    String column =
        values.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    copy.put(values.containsKey(name) ? name : column, value);
    return new FileRow(id, disabled, line, copy);
  }

  FileRow closed(boolean closed) {
    return new FileRow(id, closed, line, values);
  }

  /// Whether it holds the same.
  boolean same(FileRow other) {
    return disabled == other.disabled && present(values).equals(present(other.values));
  }

  private static Map<String, List<String>> present(Map<String, List<String>> values) {
    Map<String, List<String>> present = new LinkedHashMap<>(values);
    present.values().removeIf(List::isEmpty);
    return present;
  }
}
