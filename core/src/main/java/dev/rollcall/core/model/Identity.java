// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.util.List;

/// A person (or service) as the source knows it: the values of one row or entry.
///
/// @param columns the names of the values; shared by all identities of one read
/// @param values one list a column, in the order of the columns; empty when absent, never holding
///   an empty string
/// @param origin where it was found, for people: `row 881`, `line 12`, a DN
public record Identity(Columns columns, List<List<String>> values, String origin) {
  /// The values under a name, empty when absent or when there is no such column.
  public List<String> values(String name) {
    int index = columns.find(name);
    return index < 0 ? List.of() : values.get(index);
  }
}
