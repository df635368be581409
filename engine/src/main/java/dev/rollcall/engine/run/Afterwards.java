// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Change;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// What a plan does to rows and accounts, as far as who is in which group depends on it.
final class Afterwards {
  private final BitSet created = new BitSet();
  private final BitSet opened = new BitSet();
  private final Map<Integer, AccountKey> moved = new HashMap<>();

  void creates(int row) {
    created.set(row);
  }

  void changes(int account, Change change) {
    if (change instanceof Change.Enable) {
      opened.set(account);
    }
    if (!change.keyAfterwards().equals(change.subject().key()) || moved.containsKey(account)) {
      moved.put(account, change.keyAfterwards());
    }
  }

  /// Whether a row gets a new account.
  boolean isCreated(int row) {
    return created.get(row);
  }

  /// Whether an account that is closed is opened.
  boolean isOpened(int account) {
    return opened.get(account);
  }

  /// The name that an account has afterwards.
  AccountKey key(int account, AccountKey before) {
    return moved.getOrDefault(account, before);
  }
}
