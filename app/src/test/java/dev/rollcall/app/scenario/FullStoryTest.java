// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL to OpenLDAP to ftrack.
class FullStoryTest {
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
  }

  @AfterEach
  void close() {
    company.close();
  }

  @Test
  void findsEverythingThatARunNeeds() {
    String found = shell.run("check").expect(0).out();

    assertTrue(found.endsWith("everything a run needs is there\n"), found);
  }

  @Test
  void saysWhereWritingCannotBeTriedAndWhatWasLookedAtInstead() {
    String found = shell.run("check", "--deep").expect(0).out();

    assertTrue(found.contains("warn  LDAP-NO-TRIAL"), found);
    assertTrue(found.contains("instead: nothing, as there is no entry yet below"), found);
    assertTrue(found.contains("'studio' has no way to try more than this"), found);
    assertTrue(found.endsWith("everything a run needs is there\n"), found);
  }

  @Test
  void showsTheSecondLegAsItWillBeAfterTheFirst() {
    String plan = shell.run("plan").expect(2).steady();

    assertEquals(
        """
        hr-to-directory   hr (PostgreSQL) → directory (OpenLDAP)   5 identities, 0 accounts, both read whole, 0.0 s

          create   5   joiner
            uid=anna.ek             Anna Ek · hr 1
            uid=bo.li               Bo Li · hr 2
            uid=cem.ay              Cem Ay · hr 3
            uid=dana.cruz           Dana Cruz · hr 4
            uid=eva.fox             Eva Fox · hr 5

          unchanged 0 · unmanaged 0 · problems 0

        safe: leavers 0 of 0 (limit 5 % or 10)
        apply exactly this:  rollcall apply plans/hr-to-directory-PRINT.plan

        directory-to-ftrack   directory (OpenLDAP) → studio (ftrack)   5 identities, 1 account, both read whole, 0.0 s

          create   5   joiner
            anna.ek                 Anna Ek · directory new:uid=anna.ek,AREA
            bo.li                   Bo Li · directory new:uid=bo.li,AREA
            cem.ay                  Cem Ay · directory new:uid=cem.ay,AREA
            dana.cruz               Dana Cruz · directory new:uid=dana.cruz,AREA
            eva.fox                 Eva Fox · directory new:uid=eva.fox,AREA

          unchanged 0 · unmanaged 1 · problems 0

        unmanaged  rollcall  (never touched)

        safe: leavers 0 of 0 (limit 5 % or 10)
        this is what comes after the plan above; then:  rollcall plan --sync directory-to-ftrack
        """
            .strip(),
        plan.replace(company.usersDn(), "AREA"));
  }

  @Test
  void hasNothingToDoAfterARun() {
    shell.run("run").expect(0);

    String plan = shell.run("plan").expect(0).steady();

    assertEquals(
        """
        hr-to-directory   hr (PostgreSQL) → directory (OpenLDAP)   5 identities, 5 accounts, both read whole, 0.0 s

          unchanged 5 · unmanaged 0 · problems 0

        safe: leavers 0 of 5 (limit 5 % or 10)
        nothing to do

        directory-to-ftrack   directory (OpenLDAP) → studio (ftrack)   5 identities, 6 accounts, both read whole, 0.0 s

          unchanged 5 · unmanaged 1 · problems 0

        unmanaged  rollcall  (never touched)

        safe: leavers 0 of 5 (limit 5 % or 10)
        nothing to do
        """
            .strip(),
        plan);
  }

  @Test
  void putsRightWhatSomebodyChangedInTheTarget() {
    shell.run("run").expect(0);
    company
        .directory()
        .load(
            """
            dn: %s
            changetype: modify
            replace: mail
            mail: meddled@studio.example
            """
                .formatted(company.dn("bo.li")));

    String plan = shell.run("plan", "--sync", "hr-to-directory").expect(2).steady();
    shell.run("run").expect(0);

    assertEquals(
        """
        hr-to-directory   hr (PostgreSQL) → directory (OpenLDAP)   5 identities, 5 accounts, both read whole, 0.0 s

          update   1   mover
            uid=bo.li               mail  meddled@studio.example → bo.li@studio.example

          unchanged 4 · unmanaged 0 · problems 0

        safe: leavers 0 of 5 (limit 5 % or 10)
        apply exactly this:  rollcall apply plans/hr-to-directory-PRINT.plan
        """
            .strip(),
        plan);
    assertEquals(
        List.of("bo.li@studio.example"), company.directory().values(company.dn("bo.li"), "mail"));
    shell.run("plan").expect(0);
  }

  @Test
  void showsExactlyWhatHappenedInHr() {
    shell.run("run").expect(0);
    company.people().status(4, "left");
    shell.run("run").expect(0);
    company.people().hire(6, "mara.lind", "Mara", "Lind");
    company.people().rename(1, "anna.holm", "Holm");
    company.people().status(2, "left");
    company.people().remove(3);
    company.people().status(4, "active");

    String plan = shell.run("plan").expect(2).steady();
    String done = shell.run("run").expect(0).steady();

    assertEquals(
        """
        hr-to-directory   hr (PostgreSQL) → directory (OpenLDAP)   5 identities, 5 accounts, both read whole, 0.0 s

          create   1   joiner
            uid=mara.lind           Mara Lind · hr 6

          rename   1   mover
            uid=anna.ek → uid=anna.holm  Anna Holm · hr 1: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm, mail  anna.ek@studio.example → anna.holm@studio.example

          enable   1   returner
            uid=dana.cruz           Dana Cruz · hr 4: back in hr

          disable  2   leaver
            uid=bo.li               Bo Li · hr 2: status is 'left' in hr
            uid=cem.ay              Cem Ay · hr 3: no longer in hr

          unchanged 1 · unmanaged 0 · problems 0

        safe: leavers 2 of 4 (limit 5 % or 10)
        apply exactly this:  rollcall apply plans/hr-to-directory-PRINT.plan

        directory-to-ftrack   directory (OpenLDAP) → studio (ftrack)   6 identities, 6 accounts, both read whole, 0.0 s

          create   1   joiner
            mara.lind               Mara Lind · directory new:uid=mara.lind,AREA

          rename   1   mover
            anna.ek → anna.holm     Anna Holm · directory ID: username  anna.ek → anna.holm, email  anna.ek@studio.example → anna.holm@studio.example, last_name  Ek → Holm

          enable   1   returner
            dana.cruz               Dana Cruz · directory ID: back in directory

          disable  2   leaver
            bo.li                   Bo Li · directory ID: disabled is 'true' in directory
            cem.ay                  Cem Ay · directory ID: disabled is 'true' in directory

          unchanged 1 · unmanaged 1 · problems 0

        unmanaged  rollcall  (never touched)

        safe: leavers 2 of 4 (limit 5 % or 10)
        this is what comes after the plan above; then:  rollcall plan --sync directory-to-ftrack
        """
            .strip(),
        plan.replace(company.usersDn(), "AREA"));
    assertTrue(done.contains("hr-to-directory: 5 changes applied (run 5)\n"), done);
    assertTrue(done.contains("directory-to-ftrack: 5 changes applied (run 6)\n"), done);
    assertEquals(
        List.of("anna.holm", "bo.li", "cem.ay", "dana.cruz", "eva.fox", "mara.lind"),
        company.logins());
    shell.run("plan").expect(0);
  }
}
