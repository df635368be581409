// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Identity;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One query in one session.
final class SqlReading {
  private static final Logger LOG = LoggerFactory.getLogger(SqlReading.class);

  /// Before the configured query when only a part of its rows is wanted. The query has lines of its
  /// own, so that a comment in its last line ends there.
  private static final String BEFORE = "select * from (\n";

  private static final String AFTER = "\n) rollcall_changes where ";

  private final SqlSession session;
  private final Dialect dialect;
  private final SqlRead read;
  private final SqlProblems problems;
  private final String query;

  SqlReading(
      SqlSession session, Dialect dialect, SqlRead read, SqlProblems problems, QueryText query) {
    this.session = session;
    this.dialect = dialect;
    this.read = read;
    this.problems = problems;
    this.query = query.text();
  }

  CompleteRead everything(List<String> names, Consumer<Identity> each) throws ReadFailed {
    LOG.debug("reads: {}", query);
    try (Statement statement = session.connection().createStatement()) {
      statement.setFetchSize(Dialect.FETCH_SIZE);
      try (ResultSet rows = statement.executeQuery(query)) {
        return deliver(rows, names, Optional.empty(), each);
      }
    } catch (SQLException failure) {
      throw problems.query(failure, 0);
    }
  }

  CompleteRead changes(List<String> names, String cursor, Consumer<Identity> each)
      throws ReadFailed {
    OffsetDateTime clock = session.clock().orElseThrow(problems::noChanged);
    OffsetDateTime since = ChangeCursor.since(cursor, read.overlap(), clock.getOffset(), problems);
    try {
      ChangeColumn changed = changed(columns()).orElseThrow(problems::noChanged);
      String sql =
          BEFORE + query + AFTER + dialect.changedSince(session.quoted(changed.column().label()));
      LOG.debug("reads since {}: {}", since, sql);
      try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
        statement.setFetchSize(Dialect.FETCH_SIZE);
        dialect.bind(statement, changed.kind(), since);
        try (ResultSet rows = statement.executeQuery()) {
          return deliver(rows, names, Optional.of(cursor), each);
        }
      }
    } catch (SQLException failure) {
      throw problems.query(failure, BEFORE.length());
    }
  }

  /// Tries the query as a run would, up to its first row.
  ///
  /// @return the columns that it gives
  List<ResultColumn> probe(List<String> names) throws ReadFailed {
    try (Statement statement = session.connection().createStatement()) {
      statement.setMaxRows(1);
      try (ResultSet rows = statement.executeQuery(query)) {
        List<ResultColumn> columns = ResultColumn.of(rows.getMetaData());
        RowReader reader = new RowReader(names, columns, dialect, problems);
        if (rows.next()) {
          reader.identity(rows, 1);
        }
        return columns;
      }
    } catch (SQLException failure) {
      throw problems.query(failure, 0);
    }
  }

  /// Tries what a read of changes needs.
  ///
  /// @return the label of the column; empty when none is configured
  Optional<String> probeChanges() throws ReadFailed {
    try {
      return read.changed().isEmpty()
          ? Optional.empty()
          : changed(columns()).map(changed -> changed.column().label());
    } catch (SQLException failure) {
      throw problems.query(failure, BEFORE.length());
    }
  }

  private List<ResultColumn> columns() throws SQLException {
    try (Statement statement = session.connection().createStatement();
        ResultSet nothing = statement.executeQuery(BEFORE + query + AFTER + "1 = 0")) {
      return ResultColumn.of(nothing.getMetaData());
    }
  }

  private Optional<ChangeColumn> changed(List<ResultColumn> columns) throws ReadFailed {
    if (read.changed().isEmpty()) {
      return Optional.empty();
    }
    ResultColumn column = RowReader.column(read.changed().get(), columns, problems);
    ChangeTime kind = dialect.changeTime(column).orElseThrow(() -> problems.changedType(column));
    return Optional.of(new ChangeColumn(column, kind));
  }

  private CompleteRead deliver(
      ResultSet rows, List<String> names, Optional<String> since, Consumer<Identity> each)
      throws ReadFailed, SQLException {
    List<ResultColumn> columns = ResultColumn.of(rows.getMetaData());
    RowReader reader = new RowReader(names, columns, dialect, problems);
    Optional<ChangeCursor> cursor = cursor(columns, reader, since);
    long count = 0;
    while (next(rows, count)) {
      count++;
      Identity person = reader.identity(rows, count);
      if (cursor.isPresent()) {
        cursor.get().see(rows, person, count);
      }
      each.accept(person);
    }
    return new CompleteRead(
        count,
        1,
        "one statement in one snapshot (" + session.snapshot() + "), read to its end",
        cursor.flatMap(ChangeCursor::next));
  }

  private Optional<ChangeCursor> cursor(
      List<ResultColumn> columns, RowReader reader, Optional<String> since) throws ReadFailed {
    if (session.clock().isEmpty()) {
      return Optional.empty();
    }
    OffsetDateTime clock = session.clock().get();
    return changed(columns)
        .map(changed ->
            new ChangeCursor(changed.kind(), clock, since, reader.watch(changed.column())));
  }

  private boolean next(ResultSet rows, long count) throws ReadFailed {
    try {
      return rows.next();
    } catch (SQLException failure) {
      throw problems.interrupted(count, failure);
    }
  }
}
