// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Identity;
import java.sql.ResultSet;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// Works out where the next read of changes may go on.
///
/// For a column that holds an instant that is the database's clock at the beginning. A column on an
/// unknown clock (local time) may run behind that of the session, so there it is the latest change
/// that was seen, if that is earlier.
final class ChangeCursor {
  private final ChangeTime kind;
  private final OffsetDateTime clock;
  private final Optional<String> previous;
  private final RowReader.Watch column;
  private String latest = "";

  /// @param previous the cursor from which was read
  /// @param column gives what the rows say
  ChangeCursor(
      ChangeTime kind, OffsetDateTime clock, Optional<String> previous, RowReader.Watch column) {
    this.kind = kind;
    this.clock = clock;
    this.previous = previous;
    this.column = column;
  }

  /// Takes note of a row.
  void see(ResultSet row, Identity person, long number) throws ReadFailed {
    if (kind == ChangeTime.INSTANT) {
      return;
    }
    List<String> changed = column.values(row, person, number);
    String time = changed.isEmpty() ? "" : canonical(changed.getFirst());
    if (time.compareTo(latest) > 0) {
      latest = time;
    }
  }

  Optional<String> next() {
    if (kind == ChangeTime.INSTANT) {
      return Optional.of(clock.toString());
    }
    return IsoTime.parse(latest)
        .map(seen -> seen.isBefore(clock.toLocalDateTime()) ? seen : clock.toLocalDateTime())
        .map(local -> OffsetDateTime.of(local, clock.getOffset()).toString())
        .or(() -> previous);
  }

  /// From when to read: the overlap before the cursor. When the clocks were put back since, what
  /// was local time then is later than it seems now; the earlier reading counts.
  static OffsetDateTime since(String cursor, Duration overlap, ZoneOffset now, SqlProblems problems)
      throws ReadFailed {
    try {
      OffsetDateTime then = OffsetDateTime.parse(cursor);
      OffsetDateTime today = then.withOffsetSameInstant(now);
      LocalDateTime local = then.toLocalDateTime();
      return (today.toLocalDateTime().isBefore(local) ? today : then).minus(overlap);
    } catch (DateTimeException notACursor) {
      throw problems.cursor(cursor);
    }
  }

  private static String canonical(String text) {
    boolean iso = text.length() == 10 || (text.length() > 10 && text.charAt(10) == 'T');
    if (iso && Character.isDigit(text.charAt(text.length() - 1)) && text.indexOf('+') < 0) {
      return text;
    }
    return IsoTime.parse(text).map(IsoTime::local).orElse("");
  }
}
