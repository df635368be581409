// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31 10:00:00+00, 2026-01-31T10:00:00Z",
    "2026-01-31 10:00:00.500+00, 2026-01-31T10:00:00.5Z",
    "2026-01-31 01:00:00+05:30, 2026-01-30T19:30:00Z",
    "2026-01-31 23:00:00.25-08, 2026-02-01T07:00:00.25Z",
    "1880-01-01 00:53:28+00:53:28, 1880-01-01T00:00:00Z",
    "-infinity, -infinity",
    "0044-03-15 10:00:00+00 BC, 0044-03-15 10:00:00+00 BC"
  })
  void bringsAnInstantToUtc(String text, String iso) {
    assertEquals(iso, IsoTime.instant(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31 10:00:00, 2026-01-31T10:00:00",
    "2026-01-31 10:00:00.000, 2026-01-31T10:00:00",
    "2026-01-31 10:00:00.120, 2026-01-31T10:00:00.12",
    "2026-01-31T10:00:00Z, 2026-01-31T10:00:00Z",
    "0044-03-15 10:00:00 BC, 0044-03-15 10:00:00 BC",
    "soon, soon"
  })
  void writesALocalTimeInOneNotation(String text, String iso) {
    assertEquals(iso, IsoTime.local(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31T00:00",
    "2026-01-31 10:00:00.5, 2026-01-31T10:00:00.5",
    "2026-01-31T10:00:00+02:00, 2026-01-31T08:00",
    "2026-01-31 10:00:00Z, 2026-01-31T10:00"
  })
  void understandsWhatDatabasesAndPeopleWrite(String text, String iso) {
    assertEquals(Optional.of(LocalDateTime.parse(iso)), IsoTime.parse(text));
    assertEquals(Optional.empty(), IsoTime.parse(text + "?"));
  }
}
