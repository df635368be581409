// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Fault.Direction;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.MariaDbServer;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SqlDatabase;
import dev.rollcall.testkit.server.TestServer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A read sees one state of the database, whole, or fails.
class SqlSnapshotTest {
  private static final int PEOPLE = 50_000;

  @RegisterExtension
  static final SharedServerExtension<PostgresServer> postgres = Servers.sharedPostgres();

  @RegisterExtension
  static final SharedServerExtension<MariaDbServer> mariaDb = Servers.sharedMariaDb();

  @TempDir private Path folder;

  @Test
  void postgresShowsNothingOfWhatHappensDuringTheRead() throws Exception {
    showsNothingOfWhatHappensDuringTheRead(manyInPostgres());
  }

  @Test
  void mariaDbShowsNothingOfWhatHappensDuringTheRead() throws Exception {
    showsNothingOfWhatHappensDuringTheRead(manyInMariaDb());
  }

  @Test
  void sqliteShowsNothingOfWhatHappensDuringTheRead() throws Exception {
    SqlDatabase database = Sql.sqlite(folder);
    database.execute(
        "pragma journal_mode = wal",
        "create table users as with recursive n(id) as"
            + " (select 1 union all select id + 1 from n where id < 50000)"
            + " select id, 'old' as name from n");

    showsNothingOfWhatHappensDuringTheRead(database);
  }

  private static void showsNothingOfWhatHappensDuringTheRead(SqlDatabase database)
      throws ReadFailed {
    Set<String> names = new HashSet<>();
    Consumer<Identity> meddling =
        person -> {
          if (names.isEmpty()) {
            database.execute(
                "update users set name = 'new' where id > 30000", "delete from users where id = 9");
          }
          names.addAll(person.values().get(1));
        };

    CompleteRead proof =
        Sql.source(database, "select id, name from users")
            .read(Sql.request("id", "name"), meddling);

    assertEquals(PEOPLE, proof.entries());
    assertEquals(Set.of("old"), names);
  }

  @Test
  void postgresThatStopsInTheMiddleFailsTheRead() {
    SqlDatabase database = manyInPostgres();

    Problem problem =
        brokenOff(
            Sql.source(database, "select id from users"),
            () ->
                postgres
                    .get()
                    .execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                            + database.name()
                            + "' and application_name = 'rollcall'"));

    assertEquals("SQL-READ", problem.code());
    assertEquals("reading 'hr' broke off after 2000 rows", problem.what());
    assertTrue(problem.why().contains("57P01"), problem.why());
  }

  @Test
  void mariaDbThatStopsInTheMiddleFailsTheRead() {
    SqlDatabase database = wideInMariaDb();

    Problem problem =
        brokenOff(
            Sql.source(database, "select id, text from users"),
            () ->
                mariaDb
                    .get()
                    .execute(
                        "begin not atomic for c in (select id from information_schema.processlist"
                            + " where db = '"
                            + database.name()
                            + "') do kill c.id; end for; end"));

    assertEquals("SQL-READ", problem.code());
  }

  @Test
  void aNetworkThatBreaksInTheMiddleFailsTheRead() {
    breaksOffBehind(postgres.get(), manyInPostgres());
    breaksOffBehind(mariaDb.get(), wideInMariaDb());
  }

  private static void breaksOffBehind(TestServer server, SqlDatabase database) {
    try (FaultProxy proxy = FaultProxy.to(server)) {
      proxy.cutAfter(Direction.TO_CLIENT, 300_000);
      SqlDatabase behind =
          new SqlDatabase(
              database.name(),
              database.jdbcUrl().replace(":" + server.port() + "/", ":" + proxy.port() + "/"),
              database.user(),
              database.password());

      Problem problem = Sql.problem(Sql.source(behind, "select * from users"), "id");

      assertEquals("SQL-READ", problem.code(), problem.text());
    }
  }

  @Test
  void aRowThatCannotBeComputedFailsTheRead() {
    SqlSource source =
        Sql.source(manyInPostgres(), "select 1 / (49999 - id) as id from users order by users.id");

    Problem problem = Sql.problem(source, "id");

    assertEquals("SQL-READ", problem.code());
    assertTrue(problem.why().contains("division by zero"), problem.why());
  }

  @Test
  void whatTheReceiverThrowsIsNotTakenForAFailureOfTheDatabase() {
    SqlSource source = Sql.source(manyInPostgres(), "select id from users");
    UncheckedIOException full = new UncheckedIOException(new java.io.IOException("disk full"));

    UncheckedIOException thrown =
        assertThrows(
            UncheckedIOException.class,
            () ->
                source.read(
                    Sql.request("id"),
                    _ -> {
                      throw full;
                    }));

    assertEquals(full, thrown);
  }

  private static Problem brokenOff(SqlSource source, Runnable fault) {
    boolean[] done = {false};
    ReadFailed failed =
        assertThrows(
            ReadFailed.class,
            () ->
                source.read(
                    Sql.request("id"),
                    _ -> {
                      if (!done[0]) {
                        done[0] = true;
                        fault.run();
                      }
                    }));
    return failed.problem();
  }

  private static SqlDatabase manyInPostgres() {
    SqlDatabase database = postgres.get().freshDatabase();
    database.execute(
        "create table users as select id, 'old' as name from generate_series(1, 50000) as id");
    return database;
  }

  private static SqlDatabase manyInMariaDb() {
    SqlDatabase database = mariaDb.get().freshDatabase();
    database.execute("create table users as select seq as id, 'old' as name from seq_1_to_50000");
    return database;
  }

  /// More than the buffers of the sockets hold.
  private static SqlDatabase wideInMariaDb() {
    SqlDatabase database = mariaDb.get().freshDatabase();
    database.execute(
        "create table users as select seq as id, repeat('x', 1000) as text from seq_1_to_50000");
    return database;
  }
}
