// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.testkit.server.MariaDbServer;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SqlDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads of what changed since a cursor.
class SqlChangesTest {
  @RegisterExtension
  static final SharedServerExtension<PostgresServer> postgres = Servers.sharedPostgres();

  @RegisterExtension
  static final SharedServerExtension<MariaDbServer> mariaDb = Servers.sharedMariaDb();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "timestamptz => now()",
        "timestamp => now()",
        "timestamp => now() at time zone 'Pacific/Kiritimati'",
        "timestamp => now() at time zone 'Pacific/Pago_Pago'",
        "date => now()"
      })
  void findInPostgresWhoChangedSince(String type, String now) throws Exception {
    SqlDatabase database = postgres.get().freshDatabase();
    database.execute("create table users (id int, updated_at " + type + ")");

    findsWhoChangedSince(database, now + " - interval '2 days'", now);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "timestamp null => now()",
        "datetime(6) => now(6)",
        "datetime => convert_tz(now(), @@session.time_zone, '-11:00')",
        "datetime => convert_tz(now(), @@session.time_zone, '+13:00')",
        "date => curdate()"
      })
  void findInMariaDbWhoChangedSince(String type, String now) throws Exception {
    SqlDatabase database = mariaDb.get().freshDatabase();
    database.execute("create table users (id int, updated_at " + type + ")");

    findsWhoChangedSince(database, now + " - interval 2 day", now);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%fZ", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"})
  void findInSqliteWhoChangedSince(String format) throws Exception {
    SqlDatabase database = Sql.sqlite(folder);
    database.execute("create table users (id int, updated_at text)");

    findsWhoChangedSince(
        database,
        "strftime('" + format + "', 'now', '-2 days')",
        "strftime('" + format + "', 'now')");
  }

  @Test
  void findInAnyDatabaseWhoChangedSince() throws Exception {
    SqlDatabase database = new SqlDatabase("h2", "jdbc:h2:" + folder.resolve("hr"), "sa", "sa");
    database.execute("create table users (id int, updated_at timestamp)");

    findsWhoChangedSince(database, "localtimestamp - interval '2' day", "localtimestamp");
  }

  private static void findsWhoChangedSince(SqlDatabase database, String before, String now)
      throws ReadFailed {
    database.execute(
        "insert into users values (1, " + before + ")",
        "insert into users values (2, " + before + ")",
        "insert into users values (3, null)");
    SqlSource source = Sql.source(database, "select id, updated_at from users", "UPDATED_at");
    String first = Sql.complete(source, Optional.empty(), new ArrayList<>()).cursor().orElseThrow();
    database.execute("update users set updated_at = " + now + " where id = 2");
    List<String> found = new ArrayList<>();
    List<String> foundAgain = new ArrayList<>();

    String second = Sql.complete(source, Optional.of(first), found).cursor().orElseThrow();
    CompleteRead last = Sql.complete(source, Optional.of(second), foundAgain);

    assertTrue(found.contains("2"), found.toString());
    assertEquals(List.of("2"), foundAgain);
    assertEquals(1, last.entries());
    assertFalse(OffsetDateTime.parse(second).isBefore(OffsetDateTime.parse(first)));
  }

  @Test
  void findWhatWasCommittedAfterTheReadByATransactionFromBefore() throws Exception {
    SqlDatabase database = postgres.get().freshDatabase();
    database.execute("create table users (id int, updated_at timestamptz)");
    SqlSource source = Sql.source(database, "select * from users", "updated_at");
    List<String> found = new ArrayList<>();
    try (Connection late = database.connect();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute("insert into users values (7, now())");
      CompleteRead whole = Sql.complete(source, Optional.empty(), found);
      late.commit();

      CompleteRead changes = Sql.complete(source, whole.cursor(), found);

      assertEquals(0, whole.entries());
      assertEquals(1, changes.entries());
      assertEquals(List.of("7"), found);
    }
  }

  @Test
  void goOnFromTheOldCursorWhenNothingChangedOnAnUnknownClock() throws Exception {
    SqlDatabase database = postgres.get().freshDatabase();
    database.execute("create table users (id int, updated_at timestamp)");
    SqlSource source = Sql.source(database, "select * from users", "updated_at");
    String cursor = "2026-01-31T10:00Z";

    assertEquals(
        Optional.empty(), Sql.complete(source, Optional.empty(), new ArrayList<>()).cursor());
    assertEquals(
        Optional.of(cursor), Sql.complete(source, Optional.of(cursor), new ArrayList<>()).cursor());
  }

  @Test
  void readEveryRowWhoseTimeSqliteDoesNotUnderstand() throws Exception {
    SqlDatabase database = Sql.sqlite(folder);
    database.execute(
        "create table users (id int, updated_at)",
        "insert into users values (1, 1700000000), (2, '31.1.2026'), (3, '2020-01-01')");
    SqlSource source = Sql.source(database, "select * from users", "updated_at");
    List<String> found = new ArrayList<>();

    Sql.complete(source, Optional.of("2026-01-01T00:00Z"), found);

    assertEquals(List.of("1", "2"), found);
  }

  @Test
  void acceptAQueryWithOrderCommentSemicolonAndHostileColumn() throws Exception {
    SqlDatabase database = postgres.get().freshDatabase();
    database.execute(
        "create table users (id int, \"up\"\"da ted\" timestamptz default now())",
        "insert into users values (1), (2)");
    SqlSource source =
        Sql.source(database, "select * from users order by id; -- all of them", "up\"da ted");
    List<String> found = new ArrayList<>();

    Sql.complete(source, Optional.of("2026-01-01T00:00Z"), found);

    assertEquals(List.of("1", "2"), found);
  }

  @Test
  void cannotBeAskedWithoutAColumnOrWithOneThatIsNoTime() {
    SqlDatabase database = postgres.get().freshDatabase();
    Optional<String> since = Optional.of("2026-01-01T00:00Z");

    assertEquals("SQL-NO-CHANGED", code(Sql.source(database, "select 1 as id"), since));
    assertEquals("SQL-CHANGED-TYPE", code(Sql.source(database, "select 1 as id", "id"), since));
    assertEquals("SQL-NO-COLUMN", code(Sql.source(database, "select 1 as id", "at"), since));
    assertEquals(
        "SQL-CURSOR",
        code(Sql.source(database, "select 1 as id, now() as at", "at"), Optional.of("4711")));
  }

  @Test
  void pointIntoTheQueryAsItIsConfigured() {
    SqlDatabase database = postgres.get().freshDatabase();
    SqlSource source = Sql.source(database, "select nme from users", "at");

    ReadFailed failed =
        assertThrows(
            ReadFailed.class,
            () -> Sql.complete(source, Optional.of("2026-01-01T00:00Z"), new ArrayList<>()));

    assertTrue(failed.problem().what().endsWith("column 17, at `users`"), failed.problem().what());
  }

  @Test
  void areTriedByCheck() {
    SqlDatabase database = postgres.get().freshDatabase();
    SqlSource source = Sql.source(database, "select 1 as id, now() as at", "AT");

    assertEquals(
        new Finding.Good("changes are told by at"), source.check(Sql.request("id")).getLast());
  }

  private static String code(SqlSource source, Optional<String> since) {
    return assertThrows(ReadFailed.class, () -> Sql.complete(source, since, new ArrayList<>()))
        .problem()
        .code();
  }
}
