// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.util.Locale;

/// What one process took from its start to its end.
///
/// @param wall seconds
/// @param cpu seconds of all its threads, in it and in the system for it
/// @param peak the most memory it had at once, in MiB
/// @param others seconds that the processors worked meanwhile for nobody who is measured
record Figures(double wall, double cpu, double peak, double others) {
  private static final double MUCH = 0.15;

  /// Whether others took so much that this says little.
  boolean isDisturbed() {
    return others > MUCH * wall;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f s wall, %.2f s CPU, %.0f MiB at most%s",
        wall,
        cpu,
        peak,
        isDisturbed() ? " (disturbed)" : "");
  }
}
