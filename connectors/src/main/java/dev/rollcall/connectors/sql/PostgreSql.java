// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// PostgreSQL and what speaks like it.
record PostgreSql() implements Dialect {
  @Override
  public String kind() {
    return "PostgreSQL";
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of(
        "ApplicationName", "rollcall",
        "connectTimeout", "10",
        "socketTimeout", "900",
        "tcpKeepAlive", "true");
  }

  @Override
  public OffsetDateTime clock(Connection connection) throws SQLException {
    return Dialect.clock(
        connection, "select localtimestamp::text, (now() at time zone 'UTC')::text");
  }

  /// Without autocommit the driver reads through a cursor, fetch size by fetch size.
  @Override
  public String begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    Dialect.execute(connection, "set transaction isolation level repeatable read, read only");
    return "REPEATABLE READ, READ ONLY";
  }

  @Override
  public Decoder decoder(ResultColumn column) {
    return switch (column.typeName()) {
      case "bool" -> Decoder.text(text -> text.startsWith("t") ? "true" : "false");
      case "bpchar" -> Decoder.PADDED;
      case "float4", "float8" -> Decoder.NUMBER;
      case "timestamp" -> Decoder.LOCAL_TIME;
      case "timestamptz" -> Decoder.INSTANT;
      case "bytea" -> Decoder.BYTES;
      default -> column.type() == Types.ARRAY ? Decoder.ARRAY : Decoder.TEXT;
    };
  }

  @Override
  public Optional<ChangeTime> changeTime(ResultColumn column) {
    return switch (column.typeName()) {
      case "timestamptz" -> Optional.of(ChangeTime.INSTANT);
      case "timestamp" -> Optional.of(ChangeTime.LOCAL);
      case "date" -> Optional.of(ChangeTime.DAY);
      default -> Optional.empty();
    };
  }

  /// PostgreSQL documentation, appendix A: error codes.
  @Override
  public SqlFailure failure(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return switch (state) {
      case "28P01", "28000" -> SqlFailure.SIGN_IN;
      case "3D000" -> SqlFailure.NO_DATABASE;
      case "42501" -> SqlFailure.RIGHTS;
      case "42P01", "3F000" -> SqlFailure.NO_TABLE;
      case "25006" -> SqlFailure.WRITES;
      default -> {
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")) {
          yield SqlFailure.UNREACHABLE;
        }
        yield state.startsWith("42") ? SqlFailure.STATEMENT : SqlFailure.OTHER;
      }
    };
  }

  @Override
  public Optional<Integer> position(SQLException failure) {
    return failure instanceof PSQLException postgres
        ? Optional.ofNullable(postgres.getServerErrorMessage())
            .map(ServerErrorMessage::getPosition)
            .filter(position -> position > 0)
        : Optional.empty();
  }
}
