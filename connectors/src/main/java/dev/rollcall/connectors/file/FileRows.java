// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The accounts of one file, in their order.
final class FileRows {
  /// The column of the id.
  static final String ID = "rollcall_id";

  /// The column that says whether an account is closed.
  static final String DISABLED = "rollcall_disabled";

  private final String naming;
  private final List<String> columns;
  private final List<String> kept = new ArrayList<>();
  private final Map<String, FileRow> byId = new LinkedHashMap<>();
  private final Map<String, String> idByName = new LinkedHashMap<>();

  /// @param naming the column that names an account
  /// @param columns those there are, in their order
  FileRows(String naming, List<String> columns) {
    this.naming = naming;
    this.columns = new ArrayList<>(columns);
  }

  /// The columns, those of rows that came later behind the others.
  List<String> columns() {
    return List.copyOf(columns);
  }

  /// What else is in the file, as it is written there.
  List<String> kept() {
    return List.copyOf(kept);
  }

  void keep(String text) {
    kept.add(text);
  }

  List<FileRow> all() {
    return List.copyOf(byId.values());
  }

  Optional<FileRow> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Names are found whatever their letter case.
  Optional<FileRow> byName(String name) {
    return Optional.ofNullable(idByName.get(folded(name))).flatMap(this::byId);
  }

  String name(FileRow row) {
    return row.get(naming).stream().findFirst().orElse("");
  }

  /// Adds a row, or puts it in the place of the one with its id.
  void put(FileRow row) {
    byId(row.id()).ifPresent(before -> idByName.remove(folded(name(before))));
    byId.put(row.id(), row);
    idByName.put(folded(name(row)), row.id());
    for (String column : row.values().keySet()) {
      if (columns.stream().noneMatch(column::equalsIgnoreCase)) {
        columns.add(column);
      }
    }
  }

  void remove(FileRow row) {
    byId.remove(row.id());
    idByName.remove(folded(name(row)));
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
