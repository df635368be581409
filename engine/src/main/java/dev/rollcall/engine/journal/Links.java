// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// The remembered pairs of identity and account, and what is known about leavers.
public final class Links {
  private static final int AT_ONCE = 100;

  private final State state;
  private final String sync;

  public Links(State state, String sync) {
    this(state, sync, Sort.USER);
  }

  /// @param sort links of accounts, or of groups
  public Links(State state, String sync, Sort sort) {
    this.state = state;
    this.sync = sort == Sort.USER ? sync : sync + "/" + sort.name().toLowerCase(Locale.ROOT);
  }

  /// One pair.
  public record Link(Anchor identity, Anchor account) {}

  /// Gives every pair, identity first.
  public void each(BiConsumer<String, String> pair) {
    state.transaction(connection -> {
      try (PreparedStatement select = connection.prepareStatement(PackedPairs.SELECT)) {
        select.setString(1, sync);
        PackedPairs pairs = new PackedPairs(pair);
        do {
          select.setString(2, pairs.last());
          try (ResultSet row = select.executeQuery()) {
            pairs.take(Optional.ofNullable(row.getString(1)).orElse(""));
          }
        } while (!pairs.isEnd());
      }
      return 0;
    });
  }

  /// Remembers pairs, most of which are known; older pairs of the identity or of the account are
  /// forgotten.
  public void remember(List<Link> links, String now) {
    remember(
        links,
        now,
        "insert or replace into link (sync, identity, account, since)"
            + " select ?1, ?2, ?3, ?4 where not exists (select 1 from link"
            + " where sync = ?1 and identity = ?2 and account = ?3)");
  }

  /// The same for pairs that are new from now on.
  public void begin(List<Link> links, String now) {
    remember(
        links,
        now,
        "insert or replace into link (sync, identity, account, since) values (?, ?, ?, ?)");
  }

  private void remember(List<Link> links, String now, String sql) {
    if (links.isEmpty()) {
      return;
    }
    state.transaction(connection -> {
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        for (Link link : links) {
          insert.setString(1, sync);
          insert.setString(2, link.identity().value());
          insert.setString(3, link.account().value());
          insert.setString(4, now);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      return 0;
    });
  }

  /// How many pairs there are whose account Rollcall has not disabled.
  public long open() {
    return state.transaction(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              "select count(*) from link where sync = ?1 and account not in"
                  + " (select account from closed where sync = ?1)")) {
        select.setString(1, sync);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? row.getLong(1) : 0;
        }
      }
    });
  }

  /// The accounts of these identities, as far as they are known; identity first.
  public Map<Anchor, Anchor> accounts(Collection<Anchor> identities) {
    if (identities.isEmpty()) {
      return Map.of();
    }
    List<Anchor> all = List.copyOf(identities);
    return state.transaction(connection -> {
      Map<Anchor, Anchor> found = new HashMap<>();
      for (int from = 0; from < all.size(); from += AT_ONCE) {
        accounts(connection, all.subList(from, Math.min(from + AT_ONCE, all.size())), found);
      }
      return found;
    });
  }

  private void accounts(Connection connection, List<Anchor> some, Map<Anchor, Anchor> found)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
    try (PreparedStatement select =
        connection.prepareStatement(
            "select identity, account from link where sync = ? and identity in (" + marks + ")")) {
      select.setString(1, sync);
      for (int i = 0; i < some.size(); i++) {
        select.setString(i + 2, some.get(i).value());
      }
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(new Anchor(row.getString(1)), new Anchor(row.getString(2)));
        }
      }
    }
  }

  /// Forgets pairs of these identities.
  public void forget(List<Anchor> identities) {
    keyed("delete from link where sync = ? and identity = ?", identities);
  }

  /// The anchors of accounts that Rollcall disabled.
  public Set<String> closed() {
    Set<String> closed = new HashSet<>();
    select("select account, run from closed where sync = ?", (account, _) -> closed.add(account));
    return closed;
  }

  /// Remembers that Rollcall disabled these accounts.
  public void close(List<Anchor> accounts, long run) {
    keyed(
        "insert or replace into closed (sync, account, run) values (?, ?, " + run + ")", accounts);
  }

  /// Forgets that Rollcall disabled these accounts, and stops their clocks.
  public void reopen(List<Anchor> accounts) {
    keyed("delete from closed where sync = ? and account = ?", accounts);
    stopClocks(accounts);
  }

  /// Forgets that the identities of these accounts were missing.
  public void stopClocks(List<Anchor> accounts) {
    keyed("delete from missing where sync = ? and account = ?", accounts);
  }

  /// Gives the anchor of every account whose identity is missing, and since when (ISO 8601).
  public void missing(BiConsumer<String, String> each) {
    select("select account, since from missing where sync = ?", each);
  }

  /// Starts the clock of accounts whose identity is missing; one that runs is left running.
  public void startClocks(List<Anchor> accounts, String now) {
    keyed(
        "insert or ignore into missing (sync, account, since) values (?, ?, '" + now + "')",
        accounts);
  }

  private void select(String sql, BiConsumer<String, String> each) {
    state.transaction(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, sync);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            each.accept(rows.getString(1), rows.getString(2));
          }
        }
      }
      return 0;
    });
  }

  private void keyed(String sql, List<Anchor> anchors) {
    if (anchors.isEmpty()) {
      return;
    }
    state.transaction(connection -> batch(connection.prepareStatement(sql), anchors));
  }

  private int batch(PreparedStatement statement, List<Anchor> anchors) throws SQLException {
    try (statement) {
      for (Anchor anchor : anchors) {
        statement.setString(1, sync);
        statement.setString(2, anchor.value());
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }
}
