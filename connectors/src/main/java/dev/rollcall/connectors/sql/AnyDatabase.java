// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A database of which only the JDBC driver is known.
record AnyDatabase() implements Dialect {
  private static final Decoder BOOLEAN =
      (row, column) -> {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? List.of() : List.of(String.valueOf(value));
      };

  private static final Decoder DECIMAL =
      (row, column) -> {
        @Nullable BigDecimal value = row.getBigDecimal(column);
        return value == null ? List.of() : List.of(value.toPlainString());
      };

  private static final Decoder LOCAL_TIME =
      (row, column) -> {
        @Nullable Timestamp value = row.getTimestamp(column);
        return value == null ? List.of() : List.of(IsoTime.local(value.toLocalDateTime()));
      };

  private static final Decoder INSTANT =
      (row, column) -> {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? List.of() : List.of(IsoTime.instant(value));
      };

  @Override
  public String kind() {
    return "SQL database";
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of();
  }

  @Override
  public OffsetDateTime clock(Connection connection) throws SQLException {
    boolean oracle = "Oracle".equals(connection.getMetaData().getDatabaseProductName());
    String query = "select current_timestamp" + (oracle ? " from dual" : "");
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return offset(row);
    }
  }

  private static OffsetDateTime offset(ResultSet row) throws SQLException {
    if (row.getMetaData().getColumnType(1) == Types.TIMESTAMP_WITH_TIMEZONE) {
      return row.getObject(1, OffsetDateTime.class);
    }
    return row.getTimestamp(1).toLocalDateTime().atZone(ZoneId.systemDefault()).toOffsetDateTime();
  }

  /// The strictest of the levels that databases implement as one snapshot.
  @Override
  public String begin(Connection connection) throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    DatabaseMetaData database = connection.getMetaData();
    if (database.supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return "REPEATABLE READ";
    }
    if (database.supportsTransactionIsolationLevel(Connection.TRANSACTION_SERIALIZABLE)) {
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      return "SERIALIZABLE";
    }
    return "default";
  }

  @Override
  public Decoder decoder(ResultColumn column) {
    return switch (column.type()) {
      case Types.CHAR, Types.NCHAR -> Decoder.PADDED;
      case Types.BOOLEAN, Types.BIT -> BOOLEAN;
      case Types.DECIMAL, Types.NUMERIC -> DECIMAL;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> Decoder.NUMBER;
      case Types.TIMESTAMP -> LOCAL_TIME;
      case Types.TIMESTAMP_WITH_TIMEZONE -> INSTANT;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Decoder.BYTES;
      case Types.ARRAY -> Decoder.ARRAY;
      default -> Decoder.TEXT;
    };
  }

  @Override
  public Optional<ChangeTime> changeTime(ResultColumn column) {
    return switch (column.type()) {
      case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(ChangeTime.INSTANT);
      case Types.TIMESTAMP -> Optional.of(ChangeTime.LOCAL);
      case Types.DATE -> Optional.of(ChangeTime.DAY);
      default -> Optional.empty();
    };
  }

  /// The classes of SQLSTATE that the SQL standard defines.
  @Override
  public SqlFailure failure(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith("08")) {
      return SqlFailure.UNREACHABLE;
    }
    if (state.startsWith("28")) {
      return SqlFailure.SIGN_IN;
    }
    if (state.startsWith("25")) {
      return SqlFailure.WRITES;
    }
    return state.startsWith("42") ? SqlFailure.STATEMENT : SqlFailure.OTHER;
  }
}
