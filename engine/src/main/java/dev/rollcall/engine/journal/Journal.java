// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Unseen;
import dev.rollcall.core.problem.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was intended and what came of it, in order. An intention is on disk before the target is
/// asked; a process killed at any point leaves intentions without an outcome, which the next run
/// settles by looking.
public final class Journal {
  private final State state;
  private final String sync;

  public Journal(State state, String sync) {
    this.state = state;
    this.sync = sync;
  }

  /// An intention of which nobody knows what came.
  public record Open(long run, long seq, Change change) {}

  /// One line of the journal.
  ///
  /// @param outcome empty as long as nobody knows
  public record Entry(
      long run, long seq, Change change, Optional<String> outcome, String code, String detail) {}

  /// Writes down that these changes are about to be made; durable when it returns.
  public void intend(long run, long firstSeq, List<PlanFile.Step> steps, String now) {
    state.transaction(connection -> {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into journal (run, seq, sync, change, intended)"
                  + " values (?, ?, ?, cast(? as text), ?)")) {
        long seq = firstSeq;
        for (PlanFile.Step step : steps) {
          insert.setLong(1, run);
          insert.setLong(2, seq++);
          insert.setString(3, sync);
          insert.setBytes(4, step.line());
          insert.setString(5, now);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      return 0;
    });
  }

  /// Writes down what came of changes that were intended under these numbers.
  public void record(long run, long firstSeq, List<Outcome> outcomes, String now) {
    state.transaction(connection -> {
      try (PreparedStatement update =
          connection.prepareStatement(
              "update journal set outcome = ?, code = ?, detail = ?, recorded = ?"
                  + " where run = ? and seq between ? and ?")) {
        int from = 0;
        while (from < outcomes.size()) {
          int past = pastSame(outcomes, from);
          if (!(outcomes.get(from) instanceof Outcome.Unavailable)) {
            Optional<Problem> problem = problem(outcomes.get(from));
            update.setString(1, word(outcomes.get(from)));
            update.setString(2, problem.map(Problem::code).orElse(""));
            update.setString(3, problem.map(Problem::text).orElse(""));
            update.setString(4, now);
            update.setLong(5, run);
            update.setLong(6, firstSeq + from);
            update.setLong(7, firstSeq + past - 1);
            update.executeUpdate();
          }
          from = past;
        }
      }
      return 0;
    });
  }

  /// Where the outcomes end that are written down as the one at `from` is. Nothing is said of a
  /// success, so that most of a batch is one.
  private static int pastSame(List<Outcome> outcomes, int from) {
    int past = from + 1;
    while (problem(outcomes.get(from)).isEmpty()
        && past < outcomes.size()
        && problem(outcomes.get(past)).isEmpty()
        && word(outcomes.get(past)).equals(word(outcomes.get(from)))) {
      past++;
    }
    return past;
  }

  /// The word for an outcome: `applied`, `already done`, `stale`, `refused`, `unknown`.
  public static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _ -> "applied";
      case Outcome.AlreadyDone _ -> "already done";
      case Outcome.Stale _ -> "stale";
      case Outcome.Refused _ -> "refused";
      case Outcome.Unavailable _ -> "unknown";
    };
  }

  /// What is to be said about an outcome: about every one that is not success, and about a success
  /// that took away what nobody had seen.
  public static Optional<Problem> problem(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied(_, Optional<Unseen> unseen) -> unseen.flatMap(Unseen::problem);
      case Outcome.AlreadyDone _ -> Optional.empty();
      case Outcome.Stale(Problem problem) -> Optional.of(problem);
      case Outcome.Refused(Problem problem, _) -> Optional.of(problem);
      case Outcome.Unavailable(Problem problem, _) -> Optional.of(problem);
    };
  }

  /// The intentions of earlier runs of this sync whose outcome nobody knows.
  public List<Open> open() {
    return state.transaction(connection -> {
      List<Open> open = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              "select run, seq, change from journal"
                  + " where sync = ? and outcome is null order by run, seq")) {
        select.setString(1, sync);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            open.add(
                new Open(rows.getLong(1), rows.getLong(2), PlanFile.change(rows.getString(3))));
          }
        }
      }
      return open;
    });
  }

  /// Settles an intention: what a later look at the target showed.
  public void settle(Open settled, String outcome, String detail, String now) {
    state.transaction(connection -> {
      try (PreparedStatement update =
          connection.prepareStatement(
              "update journal set outcome = ?, detail = ?, recorded = ?"
                  + " where run = ? and seq = ? and outcome is null")) {
        update.setString(1, outcome);
        update.setString(2, detail);
        update.setString(3, now);
        update.setLong(4, settled.run);
        update.setLong(5, settled.seq);
        return update.executeUpdate();
      }
    });
  }

  /// The lines of one run, in order, from a number on.
  public List<Entry> entries(long run, long fromSeq, int limit) {
    return state.transaction(connection -> {
      List<Entry> entries = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              "select seq, change, outcome, code, detail from journal"
                  + " where run = ? and seq >= ? order by seq limit ?")) {
        select.setLong(1, run);
        select.setLong(2, fromSeq);
        select.setInt(3, limit);
        try (ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            entries.add(
                new Entry(
                    run,
                    rows.getLong(1),
                    PlanFile.change(rows.getString(2)),
                    Optional.ofNullable(rows.getString(3)),
                    Optional.ofNullable(rows.getString(4)).orElse(""),
                    Optional.ofNullable(rows.getString(5)).orElse("")));
          }
        }
      }
      return entries;
    });
  }
}
