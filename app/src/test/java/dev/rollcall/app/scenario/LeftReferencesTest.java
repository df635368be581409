// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.Runs;
import dev.rollcall.engine.journal.State;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Managers and members that hold the old name of somebody.
class LeftReferencesTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> SLAPD = Servers.sharedSlapd();

  private static final String PEOPLE =
      """
      id,login,last,boss
      1,anna,Ek,
      2,bo,Li,"BOSS"
      """;

  @TempDir private Path desk;
  private String area;
  private Shell shell;

  @BeforeEach
  void found() {
    SlapdServer server = SLAPD.get();
    area = server.freshArea();
    shell = new Shell(desk).asAdministratorOf(server);
    shell.file("people.csv", people());
    shell.file(
        "rollcall.yaml",
        """
        systems:
          hr: { type: file, path: people.csv }
          directory:
            type: ldap
            url: %s
            ca_file: %s
            bind_dn: ${env:LDAP_DN}
            bind_password: ${env:LDAP_PASSWORD}
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              anchor: id
              match: [uid]
              at: ou=users,%s
              rdn: uid
              disable_by: { attribute: employeeType, value: closed }
              attributes:
                objectClass: [inetOrgPerson]
                uid: login
                cn: login
                sn: last
                manager: { value: boss, rule: on create }
        """
            .formatted(server.ldapsUri(), server.caFile(), area));
    shell.run("run").expect(0);
    shell.file("people.csv", people().replace("1,anna", "1,holm"));
  }

  private String people() {
    return PEOPLE.replace("BOSS", dn("anna"));
  }

  private String dn(String login) {
    return "uid=%s,ou=users,%s".formatted(login, area);
  }

  private List<String> manager() {
    return SLAPD.get().values(dn("bo"), "manager");
  }

  @Test
  void followAlsoWhenAPlanIsAppliedLaterAndAreInTheImageFromBefore() throws Exception {
    String plan = shell.run("plan").expect(2).plan();
    shell.run("apply", plan).expect(0);

    String image = image();
    assertEquals(List.of(dn("holm")), manager());
    assertTrue(image.contains("dn: " + dn("anna")), image);
    assertTrue(image.contains("dn: " + dn("bo")), image);
    assertTrue(image.contains("manager: " + dn("anna")), image);
  }

  private String image() throws Exception {
    try (Stream<Path> files = Files.list(desk.resolve(".rollcall/backup"))) {
      return Files.readString(files.sorted().toList().getLast()).replace("\n ", "");
    }
  }

  @Test
  void areMendedByTheRunAfterOneThatWasKilledBetweenTheRenameAndThem() throws Exception {
    String plan = shell.run("plan").expect(2).plan();
    killedAfterTheRename(plan);
    assertEquals(List.of(dn("anna")), manager());

    shell.run("run").expect(0);

    assertEquals(List.of(dn("holm")), manager());
    shell.run("plan").expect(0);
  }

  @Test
  void ofSomebodyElseWhoHasTheOldNameNowAreLeftAlone() throws Exception {
    String plan = shell.run("plan").expect(2).plan();
    killedAfterTheRename(plan);
    SLAPD
        .get()
        .load(
            "dn: %s\nobjectClass: inetOrgPerson\nuid: anna\ncn: a\nsn: a\n".formatted(dn("anna")));

    shell.run("run").expect(0);

    assertEquals(List.of(dn("anna")), manager());
  }

  /// What a run leaves that was killed right after its first write.
  private void killedAfterTheRename(String plan) throws Exception {
    try (State state = State.open(desk.resolve(".rollcall/rollcall.db"));
        Stream<PlanFile.Step> steps = PlanFile.open(desk.resolve(plan)).steps()) {
      String now = shell.now().toString();
      long run = new Runs(state).start("hr-to-directory", "run", now);
      new Journal(state, "hr-to-directory").intend(run, 1, steps.toList(), now);
    }
    try (LDAPConnection administrator = SLAPD.get().connect()) {
      administrator.modifyDN(dn("anna"), "uid=holm", true);
    }
  }
}
