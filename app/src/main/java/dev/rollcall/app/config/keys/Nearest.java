// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody probably meant to write.
public final class Nearest {
  private Nearest() {}

  /// The candidate that differs least, if by a third of its letters at most.
  public static Optional<String> to(String word, Collection<String> candidates) {
    String folded = folded(word);
    int allowed = Math.clamp(folded.length() / 3, 1, 4);
    return candidates.stream()
        .filter(each -> distance(folded, folded(each)) <= allowed)
        .min(
            Comparator.<String>comparingInt(each -> distance(folded, folded(each)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /// `bindDn`, `bind-dn` and `bind_dn` are the same word.
  private static String folded(String word) {
    String bounded = word.length() > 64 ? word.substring(0, 64) : word;
    return bounded.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /// How many letters have to be put in, taken out, replaced or swapped with their neighbour.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : least(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int least(String a, String b, int i, int j, int[][] cost) {
    int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
