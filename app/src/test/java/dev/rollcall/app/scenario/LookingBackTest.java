// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What was done and why, who somebody is, and what there is.
class LookingBackTest {
  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  @TempDir private Path desk;
  private Company company;
  private Shell shell;

  @BeforeEach
  void found() {
    company = Company.of(POSTGRES.get().freshDatabase(), SLAPD.get(), desk);
    shell = company.shell();
    shell.run("run").expect(0);
    company.people().rename(1, "anna.holm", "Holm");
    company.people().status(2, "left");
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void tellsWhatRunsDid() {
    shell.run("run", "--sync", "hr-to-directory").expect(0);

    String history = shell.run("history").expect(0).steady();
    String newest = shell.run("history", "--limit", "1").expect(0).steady();
    String run = shell.run("show", "3").expect(0).steady();

    assertEquals(
        """
        run 3  2026-11-20T07:00:00  hr-to-directory      run    applied          2 applied, 0 not  plan PRINT
        run 2  2026-11-20T07:00:00  directory-to-ftrack  run    applied          5 applied, 0 not  plan PRINT
        run 1  2026-11-20T07:00:00  hr-to-directory      run    applied          5 applied, 0 not  plan PRINT
        """
            .strip(),
        history.replaceAll("plan [0-9a-f]{8}", "plan PRINT"));
    assertEquals(history.lines().findFirst().orElseThrow(), newest);
    assertEquals(
        """
        run 3 of hr-to-directory, 2026-11-20T07:00:00, applied: 2 applied, 0 not
        plan plans/hr-to-directory-PRINT.plan
        image from before .rollcall/backup/hr-to-directory-3.ldif
             1  applied      rename   mover    uid=anna.ek → uid=anna.holm  Anna Holm · hr 1: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm, mail  anna.ek@studio.example → anna.holm@studio.example
             2  applied      disable  leaver   uid=bo.li               Bo Li · hr 2: status is 'left' in hr
        """
            .strip(),
        run);
    assertEquals("", failures());
  }

  private String failures() {
    return shell
        .run("show", "3", "--failed")
        .expect(0)
        .steady()
        .lines()
        .skip(3)
        .reduce("", String::concat);
  }

  @Test
  void keepsTheImageFromBeforeOfWhatARunTouches() throws IOException {
    shell.run("run", "--sync", "hr-to-directory").expect(0);

    Path image = desk.resolve(".rollcall/backup/hr-to-directory-3.ldif");

    assertTrue(Files.readString(image).contains("dn: " + company.dn("anna.ek") + "\n"));
    assertTrue(Files.readString(image).contains("dn: " + company.dn("bo.li") + "\n"));
    assertFalse(Files.readString(image).contains("eva.fox"));
    assertPrivate(image);
  }

  @Test
  void tellsEverythingOfAPersonByAnyOfTheirValues() {
    String byAnchor = shell.run("explain", "1").expect(0).steady();
    String byOldLogin = shell.run("explain", "anna.ek").expect(0).steady();
    String byNewMail = shell.run("explain", "ANNA.HOLM@studio.example").expect(0).steady();

    assertEquals(
        """
        hr-to-directory   hr → directory
          in hr: row ROW
            id                 1
            status             active
            username           anna.holm
            first_name         Anna
            last_name          Holm
            email              anna.holm@studio.example
          shall have an account, anchor 1
            objectClass        inetOrgPerson                  = always the same (merge)
            uid                anna.holm                      = username (always)
            cn                 Anna Holm                      = first_name + ' ' + last_name (always)
            givenName          Anna                           = first_name (always)
            sn                 Holm                           = last_name (always)
            mail               anna.holm@studio.example       = email (always)
          next run: rename (mover, changed in hr): uid=anna.ek → uid=anna.holm  Anna Holm · hr 1: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm, mail  anna.ek@studio.example → anna.holm@studio.example
          in directory: uid=anna.ek,AREA, open
            linked to hr 1
            objectClass        inetOrgPerson
            uid                anna.ek
            cn                 Anna Ek
            givenName          Anna
            sn                 Ek
            mail               anna.ek@studio.example
            next run: rename (mover, changed in hr): uid=anna.ek → uid=anna.holm  Anna Holm · hr 1: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm, mail  anna.ek@studio.example → anna.holm@studio.example

        directory-to-ftrack   directory → studio
          in directory: uid=anna.ek,AREA
            unique_id          ID
            disabled           false
            uid                anna.ek
            mail               anna.ek@studio.example
            givenName          Anna
            sn                 Ek
          shall have an account, anchor ID
            username           anna.ek                        = uid (always)
            email              anna.ek@studio.example         = mail (always)
            first_name         Anna                           = givenName (always)
            last_name          Ek                             = sn (always)
          next run: nothing to do
          in studio: anna.ek, open
            linked to directory ID
            username           anna.ek
            email              anna.ek@studio.example
            first_name         Anna
            last_name          Ek
            next run: nothing to do
        """
            .strip(),
        byAnchor.replace(company.usersDn(), "AREA").replaceFirst("row [0-9]+", "row ROW"));
    assertEquals(byAnchor, byOldLogin);
    assertEquals(byAnchor, byNewMail);
  }

  @Test
  void leavesNoPlanBehindWhenItOnlyExplains() throws IOException {
    shell.run("explain", "anna.ek").expect(0);

    try (java.util.stream.Stream<Path> plans = Files.list(desk.resolve("plans"));
        java.util.stream.Stream<Path> work = Files.list(desk.resolve(".rollcall/scratch"))) {
      assertEquals(2, plans.count());
      assertEquals(List.of(), work.toList());
    }
  }

  @Test
  void saysWhoIsKnownNowhere() {
    String said = shell.run("explain", "nobody").expect(0).steady();

    assertEquals(
        """
        hr-to-directory   hr → directory
          nobody in 'hr' has the value nobody

        directory-to-ftrack   directory → studio
          nobody in 'directory' has the value nobody
        """
            .strip(),
        said);
  }

  @Test
  void backsUpADirectoryAsLdif() throws IOException {
    Ran ran = shell.run("backup", "directory").expect(0);

    assertEquals("5 accounts of 'directory' in directory.ldif", ran.steady());
    assertTrue(shell.text("directory.ldif").contains("dn: " + company.dn("eva.fox") + "\n"));
    assertPrivate(desk.resolve("directory.ldif"));
  }

  @Test
  void backsUpFtrackAsJsonLines() throws IOException {
    Files.writeString(desk.resolve("users"), "what was there before, for all to read");

    shell.run("backup", "studio", "--out", "users").expect(0);

    List<JsonNode> users =
        shell.text("users").lines().map(line -> new ObjectMapper().readTree(line)).toList();
    assertEquals(6, users.size());
    assertTrue(shell.text("users").contains("\"eva.fox\""));
    assertPrivate(desk.resolve("users"));
  }

  private static void assertPrivate(Path file) throws IOException {
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}
