// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// MariaDB and MySQL, both through the MariaDB driver.
record MariaDb() implements Dialect {
  /// BOOLEAN is TINYINT(1), which can hold more than 0 and 1.
  private static final Decoder TINY =
      Decoder.text(text ->
          switch (text) {
            case "0" -> "false";
            case "1" -> "true";
            default -> text;
          });

  private static final Decoder BITS =
      (row, column) -> {
        byte @Nullable [] bits = row.getBytes(column);
        return bits == null ? List.of() : List.of(new BigInteger(1, bits).toString());
      };

  private static final String ZERO = "0000-00-00";
  private static final Decoder NO_ZERO_DATE = Decoder.text(text -> text.equals(ZERO) ? "" : text);
  private static final Decoder NO_ZERO_TIME =
      Decoder.text(text -> text.startsWith(ZERO) ? "" : IsoTime.local(text));

  @Override
  public String driverUrl(String url) {
    return url.startsWith("jdbc:mysql:") ? "jdbc:mariadb:" + url.substring(11) : url;
  }

  @Override
  public String kind() {
    return "MariaDB";
  }

  @Override
  public Map<String, String> defaults() {
    return Map.of("connectTimeout", "10000", "socketTimeout", "900000", "tcpKeepAlive", "true");
  }

  @Override
  public OffsetDateTime clock(Connection connection) throws SQLException {
    return Dialect.clock(connection, "select cast(now(6) as char), cast(utc_timestamp(6) as char)");
  }

  @Override
  public String begin(Connection connection) throws SQLException {
    Dialect.execute(
        connection,
        // The server gives up on a client that takes longer than 60 seconds over what was sent.
        "set session net_write_timeout = 900",
        // A limit from the server's configuration would cut the result without an error.
        "set session sql_select_limit = 18446744073709551615",
        "set session transaction isolation level repeatable read",
        "start transaction with consistent snapshot, read only");
    return "REPEATABLE READ, READ ONLY";
  }

  @Override
  public Decoder decoder(ResultColumn column) {
    return switch (column.type()) {
      case Types.BOOLEAN -> column.typeName().equals("bit") ? Decoder.TEXT : TINY;
      case Types.BIT -> BITS;
      case Types.REAL, Types.FLOAT, Types.DOUBLE -> Decoder.NUMBER;
      case Types.DATE -> column.typeName().equals("date") ? NO_ZERO_DATE : Decoder.TEXT;
      case Types.TIMESTAMP -> NO_ZERO_TIME;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Decoder.BYTES;
      default -> Decoder.TEXT;
    };
  }

  @Override
  public Optional<ChangeTime> changeTime(ResultColumn column) {
    return switch (column.typeName()) {
      case "timestamp" -> Optional.of(ChangeTime.INSTANT);
      case "datetime" -> Optional.of(ChangeTime.LOCAL);
      case "date" -> Optional.of(ChangeTime.DAY);
      default -> Optional.empty();
    };
  }

  /// As text in the session's time zone, in which the server also shows a TIMESTAMP.
  @Override
  public void bind(PreparedStatement statement, ChangeTime kind, OffsetDateTime since)
      throws SQLException {
    statement.setString(
        1,
        kind == ChangeTime.DAY
            ? since.toLocalDate().toString()
            : IsoTime.local(since.toLocalDateTime()).replace('T', ' '));
  }

  /// MariaDB documentation, error codes. Their SQLSTATE is too coarse: 42000 is a syntax error, a
  /// missing database and a missing right.
  @Override
  public SqlFailure failure(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case 1045, 1698, 1524, 1251, 1862 -> SqlFailure.SIGN_IN;
      case 1049 -> SqlFailure.NO_DATABASE;
      case 1044, 1142, 1143, 1227, 1370 -> SqlFailure.RIGHTS;
      case 1146, 1051 -> SqlFailure.NO_TABLE;
      case 1792, 1290, 1836 -> SqlFailure.WRITES;
      default -> {
        String state = String.valueOf(failure.getSQLState());
        if (state.startsWith("08") || state.startsWith("28")) {
          yield state.startsWith("08") ? SqlFailure.UNREACHABLE : SqlFailure.SIGN_IN;
        }
        yield state.startsWith("42") || state.startsWith("21") || state.startsWith("22")
            ? SqlFailure.STATEMENT
            : SqlFailure.OTHER;
      }
    };
  }
}
