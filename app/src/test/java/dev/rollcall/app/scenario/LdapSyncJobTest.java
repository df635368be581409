// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.LdapSync;
import dev.rollcall.sandbox.ftrack.LdapSync.Hit;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ftrack's own synchronisation with its directory, started from outside.
class LdapSyncJobTest {
  private static final Hit ANNA = new Hit("anna", "Anna", "Ek", "anna@studio.example");
  private static final Hit BO = new Hit("bo", "Bo", "Li", "bo@studio.example");
  private static final Hit CEM = new Hit("cem", "Cem", "Ay", "cem@studio.example");

  @TempDir private Path desk;
  private FtrackSandbox studio;
  private Shell shell;

  @BeforeEach
  void start() throws IOException {
    studio = FtrackSandbox.start();
    shell =
        new Shell(desk)
            .with("FTRACK_SERVER", studio.uri().toString())
            .with("FTRACK_API_USER", Options.USUAL_LOGIN)
            .with("FTRACK_API_KEY", Options.USUAL_KEY);
    shell.file(
        "rollcall.yaml",
        """
        systems:
          studio: { type: ftrack }
          directory: { type: ldap, url: "sandbox:directory.ldif" }
        syncs:
          out:
            from: studio
            to: directory
            users:
              match: [uid]
              at: dc=studio,dc=example
              rdn: uid
              attributes: { objectClass: [inetOrgPerson], uid: username, sn: last_name, cn: username }
        """);
    studio.connect(new LdapSync(List.of(ANNA, BO), true, Duration.ZERO));
    shell.run("ftrack", "ldap-sync").expect(0);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  @Test
  void tellsWhatTheJobChanged() {
    studio.connect(
        new LdapSync(
            List.of(new Hit("anna", "Anna", "Holm", "anna@studio.example"), CEM),
            true,
            Duration.ofMillis(600)));

    Ran ran = shell.run("ftrack", "ldap-sync", "--system", "studio").expect(0);

    assertEquals(
        """
        studio   3 users before, 4 after

          created      1
            cem                    email cem@studio.example, first_name Cem, last_name Ay, user_type ldap, username cem

          deactivated  1
            bo

          changed      1
            anna                   last_name Ek → Holm\
        """,
        ran.steady());
    assertTrue(ran.steadyErr().contains("studio: job ID is queued\n"), ran.err());
    assertTrue(ran.steadyErr().endsWith("studio: job ID is done"), ran.err());
    studio.connect(new LdapSync(List.of(ANNA, BO, CEM), true, Duration.ZERO));
    assertTrue(shell.run("ftrack", "ldap-sync").expect(0).out().contains("activated    1\n    bo"));
    assertTrue(shell.run("ftrack", "ldap-sync").expect(0).out().contains("nothing changed"));
  }

  @Test
  void saysWhyAJobFailed() {
    studio.faults().add(new Fault.JobFails(), Trigger.next(1));

    Ran ran = shell.run("ftrack", "ldap-sync").stopped(5, "FTRACK-JOB-FAILED");

    assertTrue(ran.err().contains("the directory does not answer"), ran.err());
  }

  @Test
  void doesNotWaitForEver() {
    studio.connect(LdapSync.none().withTakes(Duration.ofMinutes(10)));

    shell.run("ftrack", "ldap-sync", "--timeout", "0").stopped(5, "FTRACK-JOB-SLOW");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void startsOneJobWhateverBecomesOfTheAnswer(boolean afterwards) {
    studio.connect(new LdapSync(List.of(ANNA, BO, CEM), true, Duration.ofMillis(100)));
    Fault lost = afterwards ? new Fault.DroppedAfter() : new Fault.DroppedBefore();
    studio.faults().add(lost, Trigger.next(1).onAction("delayed_job"));
    StudioHands hands = new StudioHands(studio);
    int before = hands.query("select id from Job").size();

    Ran ran = shell.run("ftrack", "ldap-sync", "--json").expect(0);

    assertEquals("done", ran.json().getFirst().path("result").asString());
    assertEquals(1, ran.json().getFirst().path("users").size());
    assertEquals(before + 1, hands.query("select id from Job").size());
  }
}
