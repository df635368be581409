// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Child;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Trigger;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of runs that are killed, and of two that meet.
@Timeout(90)
class KilledTest {
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

  private static void until(Child child, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      assertTrue(child.isRunning(), () -> "it ended too early: " + child.ended());
      Thread.onSpinWait();
    }
  }

  private void goThrough(FaultProxy proxy) {
    company.configure(
        company
            .both()
            .replace(SLAPD.get().ldapsUri(), "ldaps://" + proxy.host() + ":" + proxy.port()));
  }

  @Test
  void aRunKilledWhileItWritesToTheDirectoryIsFinishedByTheNext() {
    company.people().hireMany(6, 2000);
    try (FaultProxy proxy = FaultProxy.to(SLAPD.get().ldapsPort())) {
      goThrough(proxy);
      proxy.delay(Duration.ofMillis(20));
      try (Child run = shell.start("run", "--sync", "hr-to-directory")) {
        until(run, () -> company.logins().size() > 20);
        run.kill();
      }
    }
    int written = company.logins().size();

    company.configure(company.both());
    String killed = shell.run("history").expect(0).steady();
    shell.run("run", "--sync", "hr-to-directory").expect(0);

    assertTrue(written < 2000, "it was killed too late: " + written);
    assertTrue(killed.contains("hr-to-directory      run    unfinished"), killed);
    assertEquals(2000, company.logins().size());
    assertSettled(1);
    shell.run("plan", "--sync", "hr-to-directory").expect(0);
  }

  @Test
  void aRunKilledWhileItWritesToFtrackIsFinishedByTheNext() {
    company.people().hireMany(6, 400);
    shell.run("run", "--sync", "hr-to-directory").expect(0);
    company
        .studio()
        .faults()
        .add(new Fault.Latency(Duration.ofMillis(300)), Trigger.always().onAction("create"));
    try (Child run = shell.start("run", "--sync", "directory-to-ftrack")) {
      until(run, () -> created() > 0);
      run.kill();
    }
    company.studio().faults().clear();

    shell.run("run", "--sync", "directory-to-ftrack").expect(0);

    List<String> logins = ftrackLogins();
    assertEquals(401, logins.size());
    assertEquals(401, new HashSet<>(logins).size());
    assertSettled(2);
    shell.run("plan", "--sync", "directory-to-ftrack").expect(0);
  }

  private long created() {
    return company.studio().requests().counted().actions().getOrDefault("create", 0L);
  }

  private List<String> ftrackLogins() {
    shell.run("backup", "studio", "--out", "users").expect(0);
    return shell
        .text("users")
        .lines()
        .map(line -> line.replaceFirst(".*\"username\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private void assertSettled(int run) {
    Ran shown = shell.run("show", "" + run, "--json", "--limit", "10000").expect(0);
    List<String> open =
        shown.json().stream()
            .skip(1)
            .map(entry -> entry.get("outcome").stringValue())
            .filter("unknown"::equals)
            .toList();

    assertEquals(List.of(), open);
    assertTrue(shown.json().size() > 1, shown.out());
  }

  @Test
  void ofTwoRunsOfOneSyncTheSecondIsRefused() {
    try (FaultProxy proxy = FaultProxy.to(SLAPD.get().ldapsPort())) {
      goThrough(proxy);
      proxy.stall();
      try (Child first = shell.start("run", "--sync", "hr-to-directory")) {
        until(first, () -> proxy.accepted() > 0);

        Ran second = shell.run("run", "--sync", "hr-to-directory");

        second.stopped(4, "RUN-OVERLAP");
        proxy.pass();
        first.ended().expect(0);
      }
    }
    assertEquals(5, company.logins().size());
  }
}
