// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes values of one column of a row. Null and the empty text are no value.
@FunctionalInterface
interface Decoder {
  List<String> decode(ResultSet row, int column) throws SQLException;

  Decoder TEXT = (row, column) -> one(row.getString(column));

  /// CHAR values are filled up with spaces that nobody wrote.
  Decoder PADDED = text(String::stripTrailing);

  /// Without an exponent, with the zeros that the database gives.
  Decoder NUMBER = text(Decoder::plain);

  Decoder LOCAL_TIME = text(IsoTime::local);

  Decoder INSTANT = text(IsoTime::instant);

  Decoder BYTES =
      (row, column) -> {
        byte @Nullable [] bytes = row.getBytes(column);
        return bytes == null ? List.of() : one(Base64.getEncoder().encodeToString(bytes));
      };

  Decoder ARRAY =
      (row, column) -> {
        @Nullable Array array = row.getArray(column);
        return array == null ? List.of() : elements(array.getArray());
      };

  /// What the database gives as text, changed.
  static Decoder text(UnaryOperator<String> change) {
    return (row, column) -> {
      @Nullable String text = row.getString(column);
      return text == null ? List.of() : one(change.apply(text));
    };
  }

  static List<String> one(@Nullable String value) {
    return value == null || value.isEmpty() ? List.of() : List.of(value);
  }

  static String plain(String number) {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == 'e' || c == 'E') {
        return number.length() < 64 ? new BigDecimal(number).toPlainString() : number;
      }
      if (c > '9') {
        return number;
      }
    }
    return number;
  }

  private static List<String> elements(Object array) {
    List<String> values = new ArrayList<>();
    collect(array, values);
    return List.copyOf(values);
  }

  private static void collect(@Nullable Object element, List<String> values) {
    switch (element) {
      case null -> {}
      case byte[] bytes -> values.addAll(one(Base64.getEncoder().encodeToString(bytes)));
      case Object[] inner -> {
        for (Object each : inner) {
          collect(each, values);
        }
      }
      case BigDecimal number -> values.add(number.toPlainString());
      case Double number -> values.add(plain(number.toString()));
      case java.sql.Timestamp time -> values.add(IsoTime.local(time.toLocalDateTime()));
      default -> values.addAll(one(element.toString()));
    }
  }
}
