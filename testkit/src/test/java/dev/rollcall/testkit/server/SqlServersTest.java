// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlServersTest {
  @Test
  void postgresAnswersKeepsItsDataAndLeavesNothingBehind() throws Exception {
    PostgresServer postgres = PostgresServer.start();
    long pid = postgres.pid();
    SqlDatabase hr = postgres.createDatabase("hr");
    hr.execute("create table users (id int)", "insert into users values (4711)");

    postgres.kill();
    postgres.restart();
    String found = ask(hr, "select id from users");
    String version = ask(postgres.freshDatabase(), "show password_encryption");
    Path home = postgres.home().path();
    postgres.close();

    assertEquals("4711", found);
    assertEquals("scram-sha-256", version);
    assertFalse(ProcessHandle.of(pid).isPresent());
    assertFalse(home.toFile().exists());
  }

  @Test
  void mariaDbAnswersKeepsItsDataAndLeavesNothingBehind() throws Exception {
    MariaDbServer mariaDb = MariaDbServer.start();
    long pid = mariaDb.pid();
    SqlDatabase hr = mariaDb.createDatabase("hr");
    hr.execute("create table users (id int)", "insert into users values (4711)");

    mariaDb.stop();
    mariaDb.restart();
    String found = ask(hr, "select id from users");
    Path home = mariaDb.home().path();
    mariaDb.close();

    assertEquals("4711", found);
    assertFalse(ProcessHandle.of(pid).isPresent());
    assertFalse(home.toFile().exists());
  }

  @Test
  void bothRefuseAWrongPassword() {
    try (PostgresServer postgres = PostgresServer.start();
        MariaDbServer mariaDb = MariaDbServer.start()) {
      for (String url : List.of(postgres.jdbcUrl(), mariaDb.jdbcUrl())) {
        assertThrows(
            SQLException.class,
            () -> DriverManager.getConnection(url, "rollcall", "not the password").close());
      }
    }
  }

  @Test
  void failWithTheInstallCommandWhenTheyAreNotInstalled(@TempDir Path empty) {
    Programs none = new Programs(List.of(empty));

    String postgres =
        assertThrows(
                ServerNotInstalled.class, () -> PostgresServer.start(o -> o.folder(empty), none))
            .toString();
    String mariaDb =
        assertThrows(
                ServerNotInstalled.class, () -> MariaDbServer.start(o -> o.folder(empty), none))
            .toString();

    assertTrue(postgres.endsWith("sudo apt-get install --no-install-recommends postgresql"));
    assertTrue(mariaDb.endsWith("sudo apt-get install --no-install-recommends mariadb-server"));
    assertEquals(List.of(), SlapdServerTest.filesIn(empty));
  }

  private static String ask(SqlDatabase database, String query) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }
}
