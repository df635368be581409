// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.MariaDbServer;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SqlDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlProblemsTest {
  private static final String POSTGRES = "PostgreSQL";
  private static final String MARIA = "MariaDB";

  @RegisterExtension
  static final SharedServerExtension<PostgresServer> postgres = Servers.sharedPostgres();

  @RegisterExtension
  static final SharedServerExtension<MariaDbServer> mariaDb = Servers.sharedMariaDb();

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, MARIA})
  void sayThatThePasswordIsWrongWithoutShowingIt(String kind) {
    SqlDatabase database = database(kind);
    SqlSettings wrong = Sql.settings(database.jdbcUrl(), database.user(), "wrong-9f3");

    Problem problem = Sql.problem(new SqlSource(wrong, Sql.whole("select 1 as id")), "id");

    assertEquals("SQL-SIGN-IN", problem.code());
    assertEquals("'hr' refuses to sign in '" + database.user() + "'", problem.what());
    assertFalse(problem.text().contains("wrong-9f3"), problem.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, MARIA})
  void sendNoEmptyPassword(String kind) throws Exception {
    SqlDatabase database = database(kind);
    try (FaultProxy proxy = FaultProxy.to(port(kind))) {
      String url = database.jdbcUrl().replace(":" + port(kind) + "/", ":" + proxy.port() + "/");

      Problem problem =
          Sql.problem(
              new SqlSource(Sql.settings(url, database.user(), ""), Sql.whole("select 1 as id")),
              "id");

      assertEquals("SQL-EMPTY-PASSWORD", problem.code());
      assertEquals(0, proxy.accepted());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, MARIA})
  void sayThatThereIsNoSuchDatabase(String kind) {
    SqlDatabase database = database(kind);
    String url = database.jdbcUrl().replaceFirst("/[^/]*$", "/nobody");

    Problem problem =
        Sql.problem(
            new SqlSource(
                Sql.settings(url, database.user(), database.password()), Sql.whole("select 1")),
            "id");

    assertEquals("SQL-NO-DATABASE", problem.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:1/hr",
        "jdbc:mariadb://127.0.0.1:1/hr",
        "jdbc:postgresql://no-such-host.invalid/hr"
      })
  void sayThatNobodyAnswers(String url) {
    SqlSettings settings = Sql.settings(url + "?password=s3cret-in-url", "u", "pw-8d1");

    Problem problem = Sql.problem(new SqlSource(settings, Sql.whole("select 1")), "id");

    assertEquals("SQL-UNREACHABLE", problem.code());
    assertFalse(problem.text().contains("s3cret-in-url"), problem.text());
    assertTrue(problem.what().contains("password=[hidden]"), problem.what());
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, MARIA})
  void sayThatTheServerHasNoTlsWhenItIsDemanded(String kind) {
    SqlDatabase database = database(kind);
    SqlSettings demanding =
        new SqlSettings(
            "hr",
            database.jdbcUrl(),
            Optional.of(database.user()),
            Optional.of(Secret.of(database.password())),
            Map.of(kind.equals(POSTGRES) ? "sslmode" : "sslMode", "verify-full"));

    Problem problem = Sql.problem(new SqlSource(demanding, Sql.whole("select 1")), "id");

    assertEquals("SQL-TLS", problem.code());
  }

  @Test
  void sayWhereTheQueryIsWrong() {
    Problem problem = problem(POSTGRES, "select id,\n  nme from (values (1)) as u(id)");

    assertEquals("SQL-STATEMENT", problem.code());
    assertEquals(
        "'hr' does not understand the query: line 2, column 3, at `nme from (values (1)) as u(id)`",
        problem.what());
    assertTrue(problem.why().contains("SQLSTATE 42703"), problem.why());
  }

  @Test
  void sayWhereTheQueryIsWrongAlsoForMariaDb() {
    Problem problem = problem(MARIA, "select id frm users");

    assertEquals("SQL-STATEMENT", problem.code());
    assertTrue(problem.why().contains("near 'users' at line 1"), problem.why());
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, MARIA})
  void sayThatATableIsMissing(String kind) {
    Problem problem = problem(kind, "select id from nobody");

    assertEquals("SQL-NO-TABLE", problem.code());
    assertTrue(problem.why().contains("nobody"), problem.why());
  }

  @ParameterizedTest
  @ValueSource(strings = {POSTGRES, MARIA})
  void sayThatARightIsMissing(String kind) {
    SqlDatabase database = kind.equals(POSTGRES) ? inPostgres() : inMaria();
    SqlSettings guest = Sql.settings(database.jdbcUrl(), database.name() + "_guest", "guest");

    Problem problem = Sql.problem(new SqlSource(guest, Sql.whole("select id from pay")), "id");

    assertEquals("SQL-RIGHTS", problem.code());
    assertTrue(problem.fix().contains("grant '" + database.name() + "_guest'"), problem.fix());
  }

  private static SqlDatabase inPostgres() {
    SqlDatabase database = postgres.get().freshDatabase();
    database.execute(
        "create table pay (id int)",
        "create role " + database.name() + "_guest login password 'guest'");
    return database;
  }

  private static SqlDatabase inMaria() {
    SqlDatabase database = mariaDb.get().freshDatabase();
    String guest = database.name() + "_guest@'127.0.0.1'";
    database.execute(
        "create table pay (id int)",
        "create table free (id int)",
        "create user " + guest + " identified by 'guest'",
        "grant select on " + database.name() + ".free to " + guest);
    return database;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from users",
        "-- all of them\nupdate users set id = 1",
        "select 1; drop table users",
        "select 1; select 2",
        ""
      })
  void refuseWhatIsNoQueryBeforeItIsSent(String statement) {
    SqlSource source =
        new SqlSource(Sql.settings("jdbc:postgresql://127.0.0.1:1/hr"), Sql.whole(statement));

    assertEquals("SQL-NO-QUERY", Sql.problem(source, "id").code());
  }

  @Test
  void refuseWhatWritesInTheGuiseOfAQuery() {
    SqlDatabase database = postgres.get().freshDatabase();
    database.execute("create table users (id int)", "insert into users values (1), (2)");

    Problem problem =
        Sql.problem(
            Sql.source(database, "with gone as (delete from users returning id) table gone"), "id");

    assertEquals("SQL-NO-QUERY", problem.code());
    assertTrue(problem.why().contains("25006"), problem.why());
  }

  @Test
  void nameTheColumnThatWasProbablyMeant() {
    Problem problem = problem(POSTGRES, "select 1 as id, 2 as user_name", "id", "username");

    assertEquals("SQL-NO-COLUMN", problem.code());
    assertEquals(
        "the query of 'hr' has no column 'username'; did you mean 'user_name'?", problem.what());
    assertEquals("its columns are id, user_name", problem.why());
  }

  @Test
  void refuseToChooseBetweenColumnsOfOneName() {
    assertEquals("SQL-COLUMN-TWICE", problem(POSTGRES, "select 1 as id, 2 as id", "id").code());
  }

  @Test
  void sayThatNoDriverKnowsTheAddress() {
    SqlSource source = new SqlSource(Sql.settings("jdbc:nobody:x"), Sql.whole("select 1"));

    assertEquals("SQL-NO-DRIVER", Sql.problem(source, "id").code());
  }

  @Test
  void areWhatCheckFinds() {
    SqlSource source = Sql.source(database(POSTGRES), "select 1 as id", "updated_at");

    List<Finding> findings = source.check(Sql.request("id"));

    assertEquals(3, findings.size());
    Finding.Good good = (Finding.Good) findings.getFirst();
    assertTrue(good.what().startsWith("reached and signed in: PostgreSQL 1"), good.what());
    Finding.Bad bad = (Finding.Bad) findings.getLast();
    assertEquals("SQL-NO-COLUMN", bad.problem().code());
  }

  private static Problem problem(String kind, String query, String... names) {
    return Sql.problem(Sql.source(database(kind), query), names);
  }

  private static SqlDatabase database(String kind) {
    return kind.equals(POSTGRES)
        ? new SqlDatabase(
            "", postgres.get().jdbcUrl(), postgres.get().user(), postgres.get().password())
        : new SqlDatabase(
            "", mariaDb.get().jdbcUrl(), mariaDb.get().user(), mariaDb.get().password());
  }

  private static int port(String kind) {
    return kind.equals(POSTGRES) ? postgres.get().port() : mariaDb.get().port();
  }
}
