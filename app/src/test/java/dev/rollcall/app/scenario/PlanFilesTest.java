// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
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

/// Plans that are kept, looked at, applied, refused.
class PlanFilesTest {
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
  void appliesExactlyThePlanThatWasKept() {
    shell.run("plan", "--sync", "hr-to-directory", "-o", "first.plan").expect(2);
    company.people().hire(6, "late.comer", "Late", "Comer");

    Ran applied = shell.run("apply", "first.plan").expect(0);

    assertTrue(applied.out().contains("5 changes applied (run 1)"), applied.out());
    assertEquals(List.of("anna.ek", "bo.li", "cem.ay", "dana.cruz", "eva.fox"), company.logins());
  }

  @Test
  void refusesAPlanThatIsApplied() {
    shell.run("plan", "--sync", "hr-to-directory", "-o", "first.plan").expect(2);
    shell.run("apply", "first.plan").expect(0);

    Ran refused = shell.run("apply", "first.plan").expect(4);

    assertEquals(
        """
        error PLAN-STALE: first.plan is stale; nothing was written
          why: another run of 'hr-to-directory' has written since it was made
          fix: make a new plan: rollcall plan --sync hr-to-directory
        """
            .strip(),
        refused.steadyErr());
    assertEquals("hr-to-directory: nothing was written", refused.steady());
  }

  @Test
  void refusesAPlanThatPresumesAnother() {
    shell.run("plan").expect(2);
    Path second = company.plan("directory-to-ftrack");

    Ran refused = shell.run("apply", second.toString()).expect(4);

    assertEquals(
        """
        error PLAN-STALE: plans/directory-to-ftrack-PRINT.plan is stale; nothing was written
          why: it shows what 'directory-to-ftrack' would do after another plan; make it again then
          fix: make a new plan: rollcall plan --sync directory-to-ftrack
        """
            .strip(),
        refused.steadyErr());
  }

  @Test
  void refusesAPlanThatSomebodyEdited() {
    shell.run("plan", "--sync", "hr-to-directory", "-o", "first.plan").expect(2);
    shell.file("first.plan", shell.text("first.plan").replace("eva.fox", "eve.fox"));

    Ran refused = shell.run("apply", "first.plan").expect(4);

    assertTrue(refused.err().contains("why: its changes are not those of its fingerprint"));
    assertEquals(List.of(), company.logins());
  }

  @Test
  void refusesAPlanOfAnotherConfiguration() {
    shell.run("plan", "--sync", "hr-to-directory", "-o", "first.plan").expect(2);
    company.configure(company.both().replace("mail: email", "mail: email.lowerAscii()"));

    Ran refused = shell.run("apply", "first.plan").expect(4);

    assertTrue(refused.err().contains("why: the configuration of 'hr-to-directory' is not what"));
  }

  @Test
  void appliesAPlanOverTheLimitOnlyWithItsFingerprint() {
    company.configure(company.both() + "limits:\n  leavers: 1\n");
    shell.run("run").expect(0);
    company.people().status(1, "left");
    company.people().status(2, "left");

    Ran planned = shell.run("plan", "--sync", "hr-to-directory", "-o", "big.plan").expect(4);
    shell.run("run").expect(4);
    Ran refused = shell.run("apply", "big.plan").expect(4);
    String print = refused.out().replaceAll("(?s).*--approve ([0-9a-f]+).*", "$1");
    shell.run("apply", "big.plan", "--approve", "00000000").expect(4);
    Ran applied = shell.run("apply", "big.plan", "--approve", print).expect(0);

    assertEquals(
        """
        error GUARD-LEAVERS: refusing to take access from 2 of 5 accounts in 'directory'
          why: limits.leavers allows 1 (0 % or 1); source 'hr' returned 5 identities
          fix: check the source; if the plan is right: rollcall apply PLAN --approve FINGERPRINT
        """
            .strip(),
        planned.steadyErr());
    assertTrue(
        refused.out().contains("if the plan is right:  rollcall apply big.plan --approve "),
        refused.out());
    assertTrue(applied.out().contains("2 changes applied"), applied.out());
  }

  @Test
  void showsAKeptPlan() {
    company.people().set(5, "username = 'bo.li'");
    shell.run("plan", "--sync", "hr-to-directory", "-o", "first.plan").expect(2);

    String whole = shell.run("plan", "show", "first.plan").expect(0).steady();
    String kinds = shell.run("plan", "show", "first.plan", "--kind", "create").expect(0).steady();
    Ran changes = shell.run("plan", "show", "first.plan", "--changes", "--limit", "1").expect(0);
    String remarks = shell.run("plan", "show", "first.plan", "--remarks").expect(0).steady();

    String remark =
        """
        DATA-LOGIN-TWICE%shr row 2 and row 5 both give the login 'bo.li'; both left as they are
          why: two accounts of 'directory' cannot have one name
          fix: give each of them another login in hr
        """
            .strip();
    assertEquals("problem " + remark.formatted(": "), remarks);
    assertEquals(
        """
        hr-to-directory   hr (PostgreSQL) → directory (OpenLDAP)   5 identities, 0 accounts, both read whole, 0.0 s

          create   3   joiner
            uid=anna.ek             Anna Ek · hr 1
            uid=cem.ay              Cem Ay · hr 3
            uid=dana.cruz           Dana Cruz · hr 4

          unchanged 0 · unmanaged 0 · problems 1

        problem %s
        """
            .formatted(remark.formatted(": "))
            .strip(),
        whole);
    assertEquals(
        """
        uid=anna.ek             Anna Ek · hr 1
        uid=cem.ay              Cem Ay · hr 3
        uid=dana.cruz           Dana Cruz · hr 4
        """
            .strip(),
        kinds);
    assertEquals("joiner", changes.json().getFirst().get("why").stringValue());
    assertEquals(1, changes.json().size());
  }

  @Test
  void countsOnlyWhereNothingIsToBeShown() {
    String plan = shell.run("plan", "--sync", "hr-to-directory", "--limit", "0").expect(2).steady();

    assertTrue(
        plan.contains(
            """
              create   5   joiner
                … 5 more: rollcall plan show plans/hr-to-directory-PRINT.plan --kind create
            """),
        plan);
  }
}
