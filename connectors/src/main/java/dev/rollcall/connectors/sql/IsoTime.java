// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/// Times as databases write them, in one notation: ISO 8601 with `T`, no zeros at the end of a
/// fraction, UTC with `Z`. What is no time (`infinity`) stays as it is.
final class IsoTime {
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = 19;

  /// PostgreSQL writes an offset as `+02`, `+05:30` or `+00:53:28`.
  private static final DateTimeFormatter WITH_OFFSET =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendOffset("+HH:mm:ss", "Z")
          .toFormatter();

  private IsoTime() {}

  /// `2026-01-31 10:00:00.500` as `2026-01-31T10:00:00.5`.
  static String local(String text) {
    boolean time =
        text.length() >= SECONDS_LENGTH
            && text.charAt(DATE_LENGTH) == ' '
            && text.lastIndexOf(' ') == DATE_LENGTH;
    return time ? withoutZeros(text.replace(' ', 'T')) : text;
  }

  /// `2026-01-31 10:00:00+01` as `2026-01-31T09:00:00Z`.
  static String instant(String text) {
    if (text.endsWith("+00")) {
      return local(text.substring(0, text.length() - 3)) + 'Z';
    }
    try {
      String iso = text.length() > DATE_LENGTH ? text.replaceFirst(" ", "T") : text;
      return instant(OffsetDateTime.parse(iso, WITH_OFFSET));
    } catch (DateTimeException notATime) {
      return text;
    }
  }

  static String instant(OffsetDateTime time) {
    return local(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + 'Z';
  }

  static String local(LocalDateTime time) {
    return withoutZeros(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
  }

  /// A date, or a date and time with or without an offset, as a local time; with an offset in UTC.
  static Optional<LocalDateTime> parse(String text) {
    try {
      if (text.length() == DATE_LENGTH) {
        return Optional.of(LocalDate.parse(text).atStartOfDay());
      }
      String iso = text.replaceFirst(" ", "T");
      if (iso.matches(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)*)")) {
        return Optional.of(
            OffsetDateTime.parse(iso, WITH_OFFSET)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalDateTime());
      }
      return Optional.of(LocalDateTime.parse(iso));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  private static String withoutZeros(String time) {
    if (time.length() <= SECONDS_LENGTH || time.charAt(SECONDS_LENGTH) != '.') {
      return time;
    }
    int end = time.length();
    while (time.charAt(end - 1) == '0') {
      end--;
    }
    return time.substring(0, end == SECONDS_LENGTH + 1 ? SECONDS_LENGTH : end);
  }
}
