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

  Figures round(int number) {
    return rounds.get(number);
  }
}
