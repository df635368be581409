// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Looks for a name among the columns that a query gives: letter by letter, and if there is none
/// so, whatever its letter case.
final class ColumnSearch {
  private ColumnSearch() {}

  /// Where a name is.
  sealed interface Found {
    /// @param index counted from 0
    record At(int index) implements Found {}

    /// @param nearest the column that was probably meant
    record Missing(Optional<String> nearest) implements Found {}

    /// Several columns could be meant.
    record Twice() implements Found {}
  }

  static Found find(String name, List<String> columns) {
    List<Integer> exact = places(columns, name::equals);
    List<Integer> places = exact.isEmpty() ? places(columns, name::equalsIgnoreCase) : exact;
    return switch (places.size()) {
      case 0 -> new Found.Missing(nearest(name, columns));
      case 1 -> new Found.At(places.getFirst());
      default -> new Found.Twice();
    };
  }

  private static List<Integer> places(List<String> columns, Predicate<String> wanted) {
    return IntStream.range(0, columns.size())
        .filter(i -> wanted.test(columns.get(i)))
        .boxed()
        .toList();
  }

  private static Optional<String> nearest(String name, List<String> columns) {
    int allowed = Math.max(1, Math.min(3, name.length() / 3));
    return columns.stream()
        .filter(column -> distance(name, column) <= allowed)
        .min(Comparator.comparingInt(column -> distance(name, column)));
  }

  /// Levenshtein's distance, whatever the letter case.
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] above = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
