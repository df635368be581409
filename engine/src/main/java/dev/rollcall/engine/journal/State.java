// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The store: links, cursors, clocks, runs and the journal, in one SQLite file. What is committed
/// survives a loss of power. Losing the file loses history and clocks, never correctness.
public final class State implements AutoCloseable {
  private static final List<String> VERSION_1 =
      List.of(
          "create table run (id integer primary key, sync text not null, mode text not null,"
              + " started text not null, finished text, result text, fingerprint text,"
              + " plan text, backup text, applied integer, refused integer, summary text)",
          "create index run_by_sync on run (sync, id)",
          "create table journal (run integer not null, seq integer not null,"
              + " sync text not null, change text not null, intended text not null,"
              + " outcome text, code text, detail text, recorded text, primary key (run, seq))"
              + " without rowid",
          "create index journal_open on journal (sync, run, seq) where outcome is null",
          "create table link (sync text not null, identity text not null, account text not null,"
              + " since text not null, primary key (sync, identity)) without rowid",
          "create index link_by_account on link (sync, account)",
          "create table closed (sync text not null, account text not null, run integer not null,"
              + " primary key (sync, account)) without rowid",
          "create table missing (sync text not null, account text not null, since text not null,"
              + " primary key (sync, account)) without rowid",
          "create table cursor (sync text primary key, position text not null, run integer)"
              + " without rowid",
          "create table serial (sync text primary key, runs integer not null) without rowid");

  private static final List<String> VERSION_2 =
      List.of(
          "delete from link where identity <> (select min(other.identity) from link other"
              + " where other.sync = link.sync and other.account = link.account)",
          "drop index link_by_account",
          "create unique index link_by_account on link (sync, account)",
          "create table granted (sync text not null, sort text not null, anchor text not null,"
              + " account text not null, primary key (sync, sort, anchor, account)) without rowid");

  private static final List<List<String>> VERSIONS = List.of(VERSION_1, VERSION_2);

  private final Path file;
  private final Connection connection;
  private int depth;

  private State(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /// Opens the store, making it if there is none.
  public static State open(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
    try {
      State state = new State(file, DriverManager.getConnection("jdbc:sqlite:" + file));
      state.prepared();
      return state;
    } catch (SQLException failure) {
      throw failed(file, failure);
    }
  }

  private void prepared() throws SQLException {
    try {
      prepare();
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private void prepare() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 5000");
      statement.execute("pragma journal_mode = wal");
      // FULL: a commit is on disk before the write it announces is sent to the target.
      statement.execute("pragma synchronous = full");
      // The links of a million accounts come in no order that suits both of their indices: pages
      // that have to leave a small cache would be written again and again (SQLite, "PRAGMA
      // cache_size", "PRAGMA wal_autocheckpoint").
      statement.execute("pragma cache_size = -65536");
      statement.execute("pragma wal_autocheckpoint = 10000");
    }
    connection.setAutoCommit(false);
    int version = version();
    if (version > VERSIONS.size()) {
      throw new Halt(
          new Problem(
              "STATE-NEWER",
              Blame.OPERATOR,
              file + " was written by a newer Rollcall",
              "its version is %d, this program knows %d".formatted(version, VERSIONS.size()),
              "run the newer program, or set state.path to another directory"));
    }
    for (int next = version; next < VERSIONS.size(); next++) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : VERSIONS.get(next)) {
          statement.execute(sql);
        }
        statement.execute("pragma user_version = " + (next + 1));
      }
    }
    connection.commit();
  }

  private int version() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("pragma user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /// Several changes of the store, committed as a whole or not at all.
  public void together(Runnable changes) {
    transaction(_ -> {
      changes.run();
      return 0;
    });
  }

  /// Work on the connection, committed as a whole or not at all; inside another, with that one.
  <T> T transaction(Work<T> work) {
    depth++;
    try {
      T result = work.on(connection);
      if (depth == 1) {
        connection.commit();
      }
      return result;
    } catch (SQLException failure) {
      rollback(failure);
      throw failed(file, failure);
    } catch (RuntimeException failure) {
      rollback(failure);
      throw failure;
    } finally {
      depth--;
    }
  }

  private void rollback(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException also) {
      cause.addSuppressed(also);
    }
  }

  /// What is done in one transaction.
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static Halt failed(Path file, SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    if (text.contains("SQLITE_BUSY") || text.contains("SQLITE_LOCKED")) {
      return new Halt(
          new Problem(
              "STATE-LOCKED",
              Blame.GUARD,
              "the state file " + file + " is locked by another process",
              text,
              "wait for the other command to end, or end it, then repeat this one"),
          failure);
    }
    if (text.contains("SQLITE_NOTADB")
        || text.contains("SQLITE_CORRUPT")
        || text.contains("SQLITE_ERROR")) {
      return new Halt(
          new Problem(
              "STATE-BROKEN",
              Blame.OPERATOR,
              "the state file " + file + " is damaged or no state file",
              text,
              "put a copy back, or move it away: the next run correlates again by the match rules"),
          failure);
    }
    return new Halt(
        new Problem(
            "STATE-DISK",
            Blame.OPERATOR,
            "the state file " + file + " cannot be used",
            text,
            "make room or give the right to write there, or set state.path to another directory"),
        failure);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw failed(file, failure);
    }
  }
}
