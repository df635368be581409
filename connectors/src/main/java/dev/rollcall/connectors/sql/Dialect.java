// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/// What differs between databases.
sealed interface Dialect permits PostgreSql, MariaDb, Sqlite, AnyDatabase {
  /// How many rows one request gets. Fewer cost a round trip more often; more cost memory.
  int FETCH_SIZE = 2_000;

  static Dialect of(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return new PostgreSql();
    }
    if (url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")) {
      return new MariaDb();
    }
    return url.startsWith("jdbc:sqlite:") ? new Sqlite() : new AnyDatabase();
  }

  /// What it is called before it was asked.
  String kind();

  /// The address in the form that our driver knows.
  default String driverUrl(String url) {
    return url;
  }

  /// What the driver is told unless the configuration says otherwise.
  Map<String, String> defaults();

  /// The database's clock with the offset of its time zone. Asked before [#begin], so that it is
  /// never later than the snapshot.
  OffsetDateTime clock(Connection connection) throws SQLException;

  /// Begins a transaction that cannot write and sees one state of the database; says which.
  String begin(Connection connection) throws SQLException;

  Decoder decoder(ResultColumn column);

  /// How a column says when a row was changed; empty when it does not.
  Optional<ChangeTime> changeTime(ResultColumn column);

  /// The condition that a row was changed since the parameter.
  default String changedSince(String quotedColumn) {
    return quotedColumn + " >= ?";
  }

  /// Sets the only parameter of the condition.
  default void bind(PreparedStatement statement, ChangeTime kind, OffsetDateTime since)
      throws SQLException {
    switch (kind) {
      case INSTANT -> statement.setObject(1, since.withOffsetSameInstant(ZoneOffset.UTC));
      case LOCAL -> statement.setObject(1, since.toLocalDateTime());
      case DAY -> statement.setObject(1, since.toLocalDate());
    }
  }

  /// What kind of failure an exception stands for.
  SqlFailure failure(SQLException failure);

  /// Where in the query the database found fault, counted from 1.
  default Optional<Integer> position(SQLException failure) {
    return Optional.empty();
  }

  /// Runs statements that answer nothing.
  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// The clock of a database that says in one row what its local time and UTC are.
  static OffsetDateTime clock(Connection connection, String localAndUtc) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(localAndUtc)) {
      row.next();
      LocalDateTime local = IsoTime.parse(row.getString(1)).orElseThrow();
      LocalDateTime utc = IsoTime.parse(row.getString(2)).orElseThrow();
      return OffsetDateTime.of(
          local,
          ZoneOffset.ofTotalSeconds(Math.toIntExact(Duration.between(utc, local).toSeconds())));
    }
  }
}
