// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ChangeCursorTest {
  private static final ZoneOffset WINTER = ZoneOffset.ofHours(1);
  private static final ZoneOffset SUMMER = ZoneOffset.ofHours(2);

  @Test
  void readsFromTheOverlapBeforeTheCursor() throws Exception {
    assertEquals(
        OffsetDateTime.parse("2026-07-01T11:55+02:00"), since("2026-07-01T12:00+02:00", SUMMER));
  }

  /// At 03:00 in summer time it becomes 02:00 in winter time, and 02:10 is later than 02:50.
  @Test
  void reachesBackBehindTheHourThatComesTwice() throws Exception {
    assertEquals(
        OffsetDateTime.parse("2026-10-25T01:45+01:00"), since("2026-10-25T02:50+02:00", WINTER));
  }

  @Test
  void doesNotSkipTheHourThatIsLeftOut() throws Exception {
    assertEquals(
        OffsetDateTime.parse("2026-03-29T01:45+01:00"), since("2026-03-29T01:50+01:00", SUMMER));
  }

  private static OffsetDateTime since(String cursor, ZoneOffset now) throws Exception {
    SqlProblems problems = new SqlProblems(Sql.settings("jdbc:x"), new AnyDatabase(), "");
    return ChangeCursor.since(cursor, Duration.ofMinutes(5), now, problems);
  }
}
