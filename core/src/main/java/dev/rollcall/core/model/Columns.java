// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/// The names of the values that every row of one read has, in their order. Names are found whatever
/// their letter case, because SQL and LDAP both treat them so.
public final class Columns {
  private final List<String> names;
  private final Map<String, Integer> exact = new HashMap<>();
  private final Map<String, Integer> folded = new HashMap<>();

  public Columns(List<String> names) {
    this.names = List.copyOf(names);
    for (int i = 0; i < names.size(); i++) {
      exact.putIfAbsent(names.get(i), i);
      folded.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), i);
    }
  }

  public List<String> names() {
    return names;
  }

  public int size() {
    return names.size();
  }

  public OptionalInt index(String name) {
    int found = find(name);
    return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
  }

  int find(String name) {
    Integer found = exact.get(name);
    if (found == null) {
      found = folded.get(name.toLowerCase(Locale.ROOT));
    }
    return found == null ? -1 : found;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Columns columns && columns.names.equals(names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return names.toString();
  }
}
