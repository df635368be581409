// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Rows that give what only one may give.
final class Clashes {
  private Clashes() {}

  /// Holds all of them, with one problem for each value.
  ///
  /// @return the rows whose anchor another has too
  static BitSet hold(Sync sync, IdentityTable identities, Consumer<Problem> problems) {
    BitSet twins = new BitSet();
    Map<String, SortedSet<Integer>> rows = new TreeMap<>();
    for (IdentityTable.Clash clash : identities.clashes()) {
      List<Integer> both = List.of(clash.first(), clash.second());
      both.forEach(identities::hold);
      if (clash.anchor()) {
        both.forEach(twins::set);
      }
      rows.computeIfAbsent(what(clash), _ -> new TreeSet<>()).addAll(both);
    }
    for (IdentityTable.Clash clash : identities.clashes()) {
      Optional.ofNullable(rows.remove(what(clash)))
          .map(same -> RowProblems.clash(sync, identities, clash, List.copyOf(same)))
          .ifPresent(problems);
    }
    return twins;
  }

  private static String what(IdentityTable.Clash clash) {
    return clash.anchor() + " " + clash.value();
  }
}
