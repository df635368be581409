// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.plan.Change;

/// The order inside a plan: names are freed before they are taken again, accounts come before
/// groups and both before who is in them. Access is given before it is taken, and an account is
/// closed, which may move it, when it is out of its groups; except where accounts cost seats, which
/// are freed first.
final class Waves {
  private static final int SEATS_FREED = 0;
  private static final int RENAMES = 100;
  private static final int AFTER_RENAMES = 1 << 26;
  private static final int GROUPS = 1 << 27;
  private static final int MEMBERS = 1 << 28;
  private static final int GRANTED = MEMBERS + (1 << 26);
  private static final int TAKEN = MEMBERS + (1 << 27);
  private static final int CLOSED = (1 << 29) - 1;
  private static final int LAST = 1 << 29;

  private Waves() {}

  /// @param depth how many changes of names have to come before
  static int naming(int depth, AccountModel model) {
    return base(model) + RENAMES + depth;
  }

  /// The changes of one entitlement's members come one after the other; what is granted comes
  /// before what is taken, so that nobody who changes roles is without one in between.
  ///
  /// @param part which of the changes of the same entitlement
  static int members(Change.Members change, int part) {
    return switch (change.subject().sort()) {
      case GROUP -> MEMBERS + part;
      case ROLE, TEAM -> (change.removed().isEmpty() ? GRANTED : TAKEN) + part;
      case USER -> throw new IllegalArgumentException("nobody is in an account: " + change);
    };
  }

  private static int base(AccountModel model) {
    return switch (model.sort()) {
      case USER -> 0;
      case GROUP -> GROUPS;
      case ROLE, TEAM -> throw new IllegalArgumentException("no accounts: " + model.sort());
    };
  }

  static int of(Change change, AccountModel model) {
    int base = base(model);
    return switch (change) {
      case Change.Rename _ -> base + RENAMES + 1;
      case Change.Update _ -> base + AFTER_RENAMES;
      case Change.Enable _ -> base + AFTER_RENAMES + 1;
      case Change.Create _ -> base + AFTER_RENAMES + 2;
      case Change.Disable _ -> model.sellsSeats() ? SEATS_FREED : CLOSED;
      case Change.Delete _ -> model.sellsSeats() ? SEATS_FREED + 1 : LAST + base;
      case Change.Members members -> members(members, 0);
    };
  }
}
