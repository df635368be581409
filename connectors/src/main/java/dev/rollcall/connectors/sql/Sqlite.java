// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A SQLite file. A value has the type with which it was written, whatever its column declares
/// (SQLite documentation, "Datatypes In SQLite").
record Sqlite() implements Dialect {
  @Override
  public String kind() {
    return "SQLite";
  }

  /// `open_mode` 1 is SQLITE_OPEN_READONLY.
  @Override
  public Map<String, String> defaults() {
    return Map.of("open_mode", "1", "busy_timeout", "10000");
  }

  @Override
  public OffsetDateTime clock(Connection connection) throws SQLException {
    return Dialect.clock(
        connection,
        "select strftime('%Y-%m-%dT%H:%M:%f', 'now'), strftime('%Y-%m-%dT%H:%M:%f', 'now')");
  }

  /// The snapshot is taken by the first statement that reads.
  @Override
  public String begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return "read-only";
  }

  @Override
  public Decoder decoder(ResultColumn column) {
    return switch (column.typeName()) {
      case "datetime", "timestamp" -> stored(IsoTime::local, false);
      case "boolean", "bool" -> stored(UnaryOperator.identity(), true);
      default -> stored(UnaryOperator.identity(), false);
    };
  }

  private static Decoder stored(UnaryOperator<String> ofText, boolean logical) {
    return (row, column) -> {
      @Nullable Object value = row.getObject(column);
      return switch (value) {
        case null -> List.of();
        case String text -> Decoder.one(ofText.apply(checked(row, column, text)));
        case byte[] bytes -> Decoder.one(Base64.getEncoder().encodeToString(bytes));
        case Double number -> List.of(decimal(number));
        case Number number -> List.of(logical ? truth(number) : number.toString());
        default -> Decoder.one(value.toString());
      };
    };
  }

  /// The driver puts U+FFFD where the stored bytes are not UTF-8.
  private static String checked(ResultSet row, int column, String text) throws SQLException {
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row.getBytes(column)));
      } catch (CharacterCodingException broken) {
        throw new SQLException("the text is not valid UTF-8", broken);
      }
    }
    return text;
  }

  private static String decimal(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).toPlainString()
        : Double.toString(number);
  }

  private static String truth(Number number) {
    return switch (number.intValue()) {
      case 0 -> "false";
      case 1 -> "true";
      default -> number.toString();
    };
  }

  /// SQLite has no type for times; what matters is what is stored.
  @Override
  public Optional<ChangeTime> changeTime(ResultColumn column) {
    return Optional.of(ChangeTime.LOCAL);
  }

  /// `datetime()` brings a text with `T`, a fraction or an offset to UTC seconds. A row whose time
  /// it does not understand is read as well.
  @Override
  public String changedSince(String quotedColumn) {
    return "(datetime(%1$s) >= datetime(?) or (%1$s is not null and datetime(%1$s) is null))"
        .formatted(quotedColumn);
  }

  @Override
  public void bind(PreparedStatement statement, ChangeTime kind, OffsetDateTime since)
      throws SQLException {
    statement.setString(
        1, IsoTime.local(since.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()));
  }

  /// SQLite documentation, "Result and Error Codes"; the low byte is the primary code.
  @Override
  public SqlFailure failure(SQLException failure) {
    String text = String.valueOf(failure.getMessage());
    return switch (failure.getErrorCode() & 0xff) {
      case 14, 26, 23 -> SqlFailure.UNREACHABLE;
      case 8 -> SqlFailure.WRITES;
      case 1 -> text.contains("no such table") ? SqlFailure.NO_TABLE : SqlFailure.STATEMENT;
      default -> SqlFailure.OTHER;
    };
  }
}
