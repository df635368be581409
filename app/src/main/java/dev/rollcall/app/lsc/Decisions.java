// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gathers what a person has to decide.
final class Decisions {
  private final List<Decision> all = new ArrayList<>();

  void add(Tag at, String what, String fix) {
    all.add(new Decision(at.file(), at.line(), what, fix));
  }

  /// In the order of the files and their lines.
  List<Decision> sorted() {
    return all.stream()
        .distinct()
        .sorted(Comparator.comparing(Decision::file).thenComparingInt(Decision::line))
        .toList();
  }
}
