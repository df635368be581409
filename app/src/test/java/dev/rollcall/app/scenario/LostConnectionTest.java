// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Child;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.Fault.DroppedAfter;
import dev.rollcall.sandbox.ftrack.Fault.NoSeats;
import dev.rollcall.sandbox.ftrack.Trigger;
import dev.rollcall.testkit.server.Fault.Direction;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Runs whose target goes away in the middle.
@Timeout(90)
class LostConnectionTest {
  private static final int PEOPLE = 600;

  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  @TempDir private Path desk;
  private Company company;
  private Shell shell;

  @BeforeEach
  void found() {
    company = Company.of(POSTGRES.get().freshDatabase(), SLAPD.get(), desk);
    company.people().hireMany(6, PEOPLE);
    shell = company.shell();
  }

  @AfterEach
  void close() {
    company.close();
  }

  private void goThrough(FaultProxy proxy) {
    company.configure(
        company
            .both()
            .replace(SLAPD.get().ldapsUri(), "ldaps://" + proxy.host() + ":" + proxy.port()));
  }

  @Test
  void aConnectionThatIsLostOnceIsSurvived() {
    try (FaultProxy proxy = FaultProxy.to(SLAPD.get().ldapsPort())) {
      goThrough(proxy);
      proxy.cutOnceAfter(Direction.TO_SERVER, 60_000);

      shell.run("run", "--sync", "hr-to-directory").expect(0);
    }

    assertEquals(PEOPLE, company.logins().size());
  }

  @Test
  void aDirectoryThatGoesAwayEndsTheRunAndTheNextGoesOn() {
    int many = 1500;
    company.people().hireMany(PEOPLE + 1, many);
    Ran ran = runUntilTheDirectoryIsGone();
    company.configure(company.both());
    String history = shell.run("history").expect(0).steady();
    shell.run("run", "--sync", "hr-to-directory").expect(0);

    ran.stopped(ran.out().contains(" 0 changes known") ? 5 : 6, "LDAP-[A-Z-]+");
    assertTrue(ran.out().contains("hr-to-directory: broken off: "), ran.out());
    assertTrue(ran.err().lines().filter(line -> line.startsWith("error ")).count() < 3, ran.err());
    assertTrue(history.contains("hr-to-directory      run    broken off "), history);
    assertEquals(many, company.logins().size());
    shell.run("plan", "--sync", "hr-to-directory").expect(0);
  }

  private Ran runUntilTheDirectoryIsGone() {
    try (FaultProxy proxy = FaultProxy.to(SLAPD.get().ldapsPort())) {
      goThrough(proxy);
      proxy.delay(Duration.ofMillis(20));
      try (Child run = shell.start("run", "--sync", "hr-to-directory")) {
        while (company.logins().size() < 20) {
          assertTrue(run.isRunning(), () -> "it ended too early: " + run.ended());
        }
        proxy.cutAfter(Direction.TO_SERVER, 0);
        return run.ended();
      }
    }
  }

  @Test
  void answersOfFtrackThatAreLostDoubleNobody() {
    shell.run("run", "--sync", "hr-to-directory").expect(0);
    company.studio().faults().add(new DroppedAfter(), Trigger.next(2).onAction("create"));

    shell.run("run", "--sync", "directory-to-ftrack").expect(0);

    String plan = shell.run("plan", "--sync", "directory-to-ftrack").expect(0).out();
    assertTrue(plan.contains("unchanged 600 · unmanaged 1"), plan);
  }

  @Test
  void whatFtrackRefusesIsToldAndTriedAgain() {
    shell.run("run", "--sync", "hr-to-directory").expect(0);
    company.studio().faults().add(new NoSeats(), Trigger.always());

    Ran refused =
        shell
            .run("run", "--sync", "directory-to-ftrack", "--limit", "2")
            .stopped(6, "FTRACK-SEATS");
    Ran shown = shell.run("show", "2", "--failed", "--limit", "1").expect(0);
    company.studio().faults().clear();
    shell.run("run", "--sync", "directory-to-ftrack").expect(0);

    assertTrue(refused.out().contains("0 applied, 600 refused, 0 stale (run 2)"), refused.out());
    assertTrue(shown.out().contains("1  refused      create   joiner   anna.ek"), shown.out());
    shell.run("plan", "--sync", "directory-to-ftrack").expect(0);
  }
}
