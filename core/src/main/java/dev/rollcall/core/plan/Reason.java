// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import java.util.Locale;

/// Why a change is planned.
///
/// @param why the situation of the person
/// @param because the fact it follows from, for people: `status is 'left' in hr`
public record Reason(Why why, String because) {
  /// The situations of a person that lead to a change.
  public enum Why {
    JOINER,
    MOVER,
    LEAVER,
    RETURNER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
