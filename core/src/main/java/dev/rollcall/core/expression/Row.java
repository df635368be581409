// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The values an expression sees. Names are found whatever their letter case; absent is empty.
@FunctionalInterface
public interface Row {
  List<String> values(String name);

  /// A row that has nothing.
  static Row empty() {
    return _ -> List.of();
  }

  /// A row with a copy of these values.
  static Row of(Map<String, List<String>> values) {
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    values.forEach((name, several) -> copy.put(name, List.copyOf(several)));
    return name -> copy.getOrDefault(name, List.of());
  }
}
