// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Attribute names with their values, both sorted: values are a set. Absent attributes are not in
/// it.
public record Attributes(SortedMap<String, List<String>> all) {
  public Attributes {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    all.forEach((name, values) -> {
      if (!values.isEmpty()) {
        copy.put(
            name, values.size() == 1 ? List.copyOf(values) : values.stream().sorted().toList());
      }
    });
    all = Collections.unmodifiableSortedMap(copy);
  }

  /// Names and values that stand beside each other in two lists of the same length.
  public static Attributes of(List<String> names, List<List<String>> values) {
    SortedMap<String, List<String>> all = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      all.put(names.get(i), values.get(i));
    }
    return new Attributes(all);
  }

  public List<String> values(String name) {
    return all.getOrDefault(name, List.of());
  }

  public boolean has(String name) {
    return all.containsKey(name);
  }
}
