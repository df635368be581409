// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What turns a value of one type into another.
final class Conversions {
  /// RFC 4517 section 3.3.13, as directories write it.
  private static final DateTimeFormatter GENERALIZED =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss[.SSS][.SS][.S][XX][X]", Locale.ROOT);

  private static final Pattern GENERALIZED_START = Pattern.compile("[0-9]{14}.*");

  private Conversions() {}

  static Object wholeNumber(Object value) {
    return switch (value) {
      case Long number -> number;
      case Double number -> truncated(number);
      case Object text -> parsedLong((String) text);
    };
  }

  static Object number(Object value) {
    return switch (value) {
      case Double number -> number;
      case Long number -> (double) number;
      case Object text -> parsedDouble((String) text);
    };
  }

  static Object truth(String text) {
    Optional<Boolean> read = readTruth(text);
    return read.isPresent() ? read.get() : isNot(text, "true or false");
  }

  /// True and false as systems write them.
  static Optional<Boolean> readTruth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> Optional.of(true);
      case "false", "f", "no", "n", "off", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /// A time as databases and directories write it; without an offset it is UTC.
  static Object time(String text) {
    String iso = text.strip().replace(' ', 'T');
    try {
      if (GENERALIZED_START.matcher(iso).matches()) {
        return OffsetDateTime.parse(iso, GENERALIZED).toInstant();
      }
      if (iso.indexOf('T') < 0) {
        return LocalDate.parse(iso).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > 10;
      return offset
          ? OffsetDateTime.parse(withMinutes(iso)).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException notATime) {
      return isNot(text, "a date or time such as 2026-11-20 or 2026-11-20T09:30:00Z");
    }
  }

  static Object days(long days) {
    try {
      return Duration.ofDays(days);
    } catch (ArithmeticException overflow) {
      return new Nothing.Failure("the time is out of range");
    }
  }

  static Object date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
  }

  /// PostgreSQL writes an offset of whole hours as `+02`.
  private static String withMinutes(String iso) {
    int sign = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
    return sign == iso.length() - 3 ? iso + ":00" : iso;
  }

  private static Object truncated(double number) {
    return Math.abs(number) < 0x1p63 ? (Object) (long) number : isNot(number, "a whole number");
  }

  private static Object parsedLong(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException notANumber) {
      return isNot(text, "a whole number");
    }
  }

  private static Object parsedDouble(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException notANumber) {
      return isNot(text, "a number");
    }
  }

  private static Nothing isNot(Object value, String kind) {
    return new Nothing.Failure(Texts.quoted(value) + " is not " + kind);
  }
}
