// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One row of a [ListSource].
///
/// @param values by column; absent ones are not in it
public record Person(SortedMap<String, List<String>> values) {
  public Person {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    values.forEach((column, several) -> copy.put(column, List.copyOf(several)));
    values = Collections.unmodifiableSortedMap(copy);
  }

  /// The same person with other values in a column; without any, the column is empty.
  public Person with(String column, String... several) {
    SortedMap<String, List<String>> changed = new TreeMap<>(values);
    changed.put(column, List.of(several));
    return new Person(changed);
  }

  /// The same person, marked as one who left.
  public Person left() {
    return with("status", "left");
  }

  /// The same person under another login.
  public Person called(String login) {
    return with("username", login);
  }

  /// The first value in a column; empty text where there is none.
  public String first(String column) {
    List<String> several = values.getOrDefault(column, List.of());
    return several.isEmpty() ? "" : several.getFirst();
  }

  Identity identity(Columns columns) {
    List<List<String>> ordered =
        columns.names().stream().map(name -> values.getOrDefault(name, List.of())).toList();
    return new Identity(columns, ordered, "row of " + first("id") + "/" + first("username"));
  }
}
