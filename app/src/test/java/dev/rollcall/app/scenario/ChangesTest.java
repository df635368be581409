// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Runs that look only at what changed since the last one.
class ChangesTest {
  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  @TempDir private Path desk;
  private Company company;
  private Shell shell;

  @BeforeEach
  void bringEverybodyInLine() {
    company = Company.of(POSTGRES.get().freshDatabase(), SLAPD.get(), desk);
    company.configure(
        company
            .both()
            .replace(
                "filter: (objectClass=inetOrgPerson)",
                "filter: (objectClass=inetOrgPerson)\n      changed: modifyTimestamp"));
    company.people().settle();
    shell = company.shell();
    shell.run("run").expect(0);
  }

  @AfterEach
  void close() {
    company.close();
  }

  private String cursor() throws SQLException {
    try (Connection state =
            DriverManager.getConnection("jdbc:sqlite:" + desk.resolve(".rollcall/rollcall.db"));
        Statement statement = state.createStatement();
        ResultSet row =
            statement.executeQuery("select position from cursor where sync = 'hr-to-directory'")) {
      return row.next() ? row.getString(1) : "none";
    }
  }

  @Test
  void findsJoinersMoversAndPeopleMarkedInactiveButNobodyWhoVanished() {
    company.people().hire(6, "mara.lind", "Mara", "Lind");
    company.people().rename(1, "anna.holm", "Holm");
    company.people().status(2, "left");
    company.people().remove(3);

    String plan = shell.run("plan", "--changes", "--sync", "hr-to-directory").expect(2).steady();
    Ran run = shell.run("run", "--changes").expect(0);

    assertEquals(
        """
        hr-to-directory   hr (PostgreSQL) → directory (OpenLDAP)   4 identities, 3 accounts, only what changed was read, 0.0 s

          create   1   joiner
            uid=mara.lind           Mara Lind · hr 6

          rename   1   mover
            uid=anna.ek → uid=anna.holm  Anna Holm · hr 1: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm, mail  anna.ek@studio.example → anna.holm@studio.example

          disable  1   leaver
            uid=bo.li               Bo Li · hr 2: status is 'left' in hr

          unchanged 1 · unmanaged 0 · problems 0

        only a whole run finds people who vanished: rollcall run
        safe: leavers 1 of 5 (limit 5 % or 10)
        apply exactly this:  rollcall apply plans/hr-to-directory-PRINT.plan
        """
            .strip(),
        plan);
    assertTrue(run.out().contains("directory-to-ftrack: 3 changes applied"), run.out());
    assertTrue(run.out().contains("only a whole run finds people who vanished"), run.out());
  }

  @Test
  void leavesPeopleWhoVanishedToAWholeRun() {
    company.people().remove(3);

    shell.run("run", "--changes").expect(0);
    Ran whole = shell.run("plan", "--sync", "hr-to-directory").expect(2);

    assertTrue(whole.out().contains("Cem Ay · hr 3: no longer in hr"), whole.out());
  }

  @Test
  void goesOnFromWhereTheLastRunThatWroteStopped() throws SQLException {
    String before = cursor();
    company.people().hire(6, "mara.lind", "Mara", "Lind");
    shell.with("LDAP_PASSWORD", "wrong");
    shell.run("run", "--changes", "--sync", "hr-to-directory").expect(3);
    assertEquals(before, cursor());
    company.signIn();

    shell.run("run", "--changes", "--sync", "hr-to-directory").expect(0);

    assertNotEquals("none", before);
    assertNotEquals(before, cursor());
    assertTrue(company.logins().contains("mara.lind"));
    shell.run("plan", "--changes", "--sync", "hr-to-directory").expect(0);
  }

  @Test
  void aPlanAloneMovesNoCursor() throws SQLException {
    String before = cursor();
    company.people().hire(6, "mara.lind", "Mara", "Lind");

    shell.run("plan", "--changes", "--sync", "hr-to-directory").expect(2);

    assertEquals(before, cursor());
  }
}
