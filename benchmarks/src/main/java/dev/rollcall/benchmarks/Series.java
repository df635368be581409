// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The figures of one program, round by round.
record Series(String name, List<Figures> rounds) {
  Series(String name) {
    this(name, new ArrayList<>());
  }

  double median(ToDoubleFunction<Figures> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure).toArray()).median();
  }

  /// This to the slower of two others, round by round.
  Spread to(Series one, Series other) {
    double[] ratios = new double[rounds.size()];
    for (int round = 0; round < ratios.length; round++) {
      double slower = Math.max(one.rounds.get(round).wall(), other.rounds.get(round).wall());
      ratios[round] = rounds.get(round).wall() / slower;
    }
    return Spread.of(ratios);
  }
}
