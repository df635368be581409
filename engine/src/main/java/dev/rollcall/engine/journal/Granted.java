// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Sort;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which roles and places in teams Rollcall gave: those alone it takes again, unless a rule is
/// exclusive.
public final class Granted {
  private final State state;
  private final String sync;

  public Granted(State state, String sync) {
    this.state = state;
    this.sync = sync;
  }

  /// The anchors of the accounts, by what they were given.
  public Map<Grant, Set<String>> all() {
    return state.transaction(connection -> {
      Map<Grant, Set<String>> all = new HashMap<>();
      try (PreparedStatement select =
          connection.prepareStatement("select sort, anchor, account from granted where sync = ?")) {
        select.setString(1, sync);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            Grant grant = Grant.of(Sort.valueOf(rows.getString(1)), new Anchor(rows.getString(2)));
            all.computeIfAbsent(grant, _ -> new HashSet<>()).add(rows.getString(3));
          }
        }
      }
      return all;
    });
  }

  public void remember(Grant grant, Collection<Anchor> accounts) {
    each(
        "insert or ignore into granted (sync, sort, anchor, account) values (?, ?, ?, ?)",
        grant,
        accounts);
  }

  public void forget(Grant grant, Collection<Anchor> accounts) {
    each(
        "delete from granted where sync = ? and sort = ? and anchor = ? and account = ?",
        grant,
        accounts);
  }

  private void each(String sql, Grant grant, Collection<Anchor> accounts) {
    if (accounts.isEmpty()) {
      return;
    }
    state.transaction(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (Anchor account : accounts) {
          statement.setString(1, sync);
          statement.setString(2, grant.sort().name());
          statement.setString(3, grant.anchor().value());
          statement.setString(4, account.value());
          statement.addBatch();
        }
        return statement.executeBatch().length;
      }
    });
  }
}
