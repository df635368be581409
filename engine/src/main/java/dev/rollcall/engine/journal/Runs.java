// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The runs there were, and what a sync remembers from one to the next.
public final class Runs {
  private static final String COLUMNS =
      "id, sync, mode, started, finished, result, fingerprint, plan, backup, applied, refused";

  private final State state;

  public Runs(State state) {
    this.state = state;
  }

  /// One run.
  ///
  /// @param mode `run` or `apply`
  /// @param finished empty while it goes on, and for ever when it was killed
  /// @param result `in sync`, `applied`, `applied in part`, `blocked` or `failed`
  /// @param plan the file of its plan
  /// @param backup the file with the image from before it
  public record Run(
      long id,
      String sync,
      String mode,
      String started,
      Optional<String> finished,
      String result,
      String fingerprint,
      String plan,
      String backup,
      long applied,
      long refused) {}

  /// Starts a run; its number is unique in this store.
  public long start(String sync, String mode, String now) {
    return state.transaction(connection -> {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into run (sync, mode, started) values (?, ?, ?) returning id")) {
        insert.setString(1, sync);
        insert.setString(2, mode);
        insert.setString(3, now);
        try (ResultSet row = insert.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    });
  }

  /// Remembers the plan that a run is about to apply.
  public void planned(long run, String fingerprint, String plan, String backup) {
    update(
        "update run set fingerprint = ?, plan = ?, backup = ? where id = ?",
        List.of(fingerprint, plan, backup),
        run);
  }

  /// Ends a run.
  public void finish(long run, String result, long applied, long refused, String now) {
    state.transaction(connection -> {
      try (PreparedStatement update =
          connection.prepareStatement(
              "update run set finished = ?, result = ?, applied = ?, refused = ?"
                  + " where id = ?")) {
        update.setString(1, now);
        update.setString(2, result);
        update.setLong(3, applied);
        update.setLong(4, refused);
        update.setLong(5, run);
        return update.executeUpdate();
      }
    });
  }

  /// Makes every plan of the sync stale whose reading began before now.
  public void advance(String sync) {
    update(
        "insert into serial (sync, runs) values (?, 1)"
            + " on conflict (sync) do update set runs = runs + 1 where ? > 0",
        List.of(sync),
        1);
  }

  /// How often plans of the sync have become stale: it counts when a run begins to write and when
  /// it ends.
  public long serial(String sync) {
    return Long.parseLong(text("select runs from serial where sync = ?", sync).orElse("0"));
  }

  /// Where reads of changes go on.
  public Optional<String> cursor(String sync) {
    return text("select position from cursor where sync = ?", sync);
  }

  /// Moves the cursor; only to be called when the changes up to it are in.
  public void moveCursor(String sync, String position, long run) {
    update(
        "insert into cursor (sync, position, run) values (?, ?, ?) on conflict (sync)"
            + " do update set position = excluded.position, run = excluded.run",
        List.of(sync, position),
        run);
  }

  /// The newest runs first; of one sync, or of all when the name is empty.
  public List<Run> newest(String sync, int limit) {
    return select(
        "select " + COLUMNS + " from run where ? in ('', sync) order by id desc limit ?",
        sync,
        limit);
  }

  public Optional<Run> find(long id) {
    return select("select " + COLUMNS + " from run where ? = '' and id = ?", "", id).stream()
        .findFirst();
  }

  private List<Run> select(String sql, String text, long number) {
    return state.transaction(connection -> {
      List<Run> runs = new ArrayList<>();
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, text);
        select.setLong(2, number);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            runs.add(run(rows));
          }
        }
      }
      return runs;
    });
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        or(row.getString(6), "unfinished"),
        or(row.getString(7), ""),
        or(row.getString(8), ""),
        or(row.getString(9), ""),
        row.getLong(10),
        row.getLong(11));
  }

  private static String or(@org.jspecify.annotations.Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private Optional<String> text(String sql, String sync) {
    return state.transaction(connection -> {
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, sync);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
      }
    });
  }

  private void update(String sql, List<String> texts, long number) {
    state.transaction(connection -> {
      try (PreparedStatement update = connection.prepareStatement(sql)) {
        for (int i = 0; i < texts.size(); i++) {
          update.setString(i + 1, texts.get(i));
        }
        update.setLong(texts.size() + 1, number);
        return update.executeUpdate();
      }
    });
  }
}
