// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.plan.Change;

/// The order inside a plan: names are freed before they are taken again, access is given before it
/// is taken, except where accounts cost seats, which are freed first.
final class Waves {
  private static final int SEATS_FREED = 0;
  private static final int RENAMES = 100;
  private static final int AFTER_RENAMES = 1 << 30;

  private Waves() {}

  /// @param depth how many changes of names have to come before
  static int naming(int depth) {
    return RENAMES + depth;
  }

  static int of(Change change, AccountModel model) {
    return switch (change) {
      case Change.Rename _ -> RENAMES + 1;
      case Change.Update _ -> AFTER_RENAMES;
      case Change.Enable _ -> AFTER_RENAMES + 1;
      case Change.Create _ -> AFTER_RENAMES + 2;
      case Change.Disable _ -> model.sellsSeats() ? SEATS_FREED : AFTER_RENAMES + 3;
      case Change.Delete _ -> model.sellsSeats() ? SEATS_FREED + 1 : AFTER_RENAMES + 4;
    };
  }
}
