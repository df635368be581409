// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.util.Locale;

/// The kinds of change, in the order in which a plan shows them.
public enum Kind {
  CREATE(1),
  RENAME(1 << 1),
  UPDATE(1 << 2),
  ENABLE(1 << 3),
  DISABLE(1 << 4),
  DELETE(1 << 5);

  private final int bit;

  Kind(int bit) {
    this.bit = bit;
  }

  /// Its bit in a set of kinds that is kept as a number.
  public int bit() {
    return bit;
  }

  /// The word that configuration, plan and JSON use.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
