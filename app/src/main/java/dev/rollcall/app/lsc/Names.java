// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.Set;

/// Names of systems and syncs.
final class Names {
  private static final int LONGEST = 60;

  private Names() {}

  /// The name as our configuration takes it, and no other has it.
  static String fit(String name, Set<String> taken) {
    String letters = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceFirst("^[^A-Za-z0-9]+", "");
    String fit =
        letters.isEmpty() ? "it" : letters.substring(0, Math.min(LONGEST, letters.length()));
    String free = fit;
    for (int i = 2; !taken.add(free); i++) {
      free = fit + "-" + i;
    }
    return free;
  }
}
