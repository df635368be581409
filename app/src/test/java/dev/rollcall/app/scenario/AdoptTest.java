// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.ServerRules;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A studio has people in a real directory and in ftrack, and begins with Rollcall.
class AdoptTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> SLAPD =
      Servers.slapd(options -> options.tls().writer("ou=users", "ou=areas"));

  @TempDir private Path desk;
  private FtrackSandbox studio;
  private StudioHands hands;
  private Shell shell;
  private String users = "";

  @BeforeEach
  void start() throws IOException {
    studio = FtrackSandbox.start();
    hands = new StudioHands(studio);
    Credentials writer = SLAPD.get().account("rollcall");
    users = "ou=users," + SLAPD.get().freshArea();
    shell =
        new Shell(desk)
            .with("LDAP_DN", writer.dn())
            .with("LDAP_PASSWORD", writer.password())
            .with("FTRACK_SERVER", studio.uri().toString())
            .with("FTRACK_API_USER", Options.USUAL_LOGIN)
            .with("FTRACK_API_KEY", Options.USUAL_KEY);
    shell.file(
        "rollcall.yaml",
        """
        # what we have
        systems:
          directory:
            type: ldap
            url: %s
            bind_dn: ${env:LDAP_DN}
            bind_password: ${env:LDAP_PASSWORD}
            ca_file: %s
          studio: { type: ftrack }
        """
            .formatted(SLAPD.get().ldapsUri(), SLAPD.get().caFile()));
    person("anna.ek", "Anna", "Ek", "anna.ek@studio.example");
    person("bo.li", "Bo", "Li", "bo@studio.example");
    person("cem.ay", "Cem", "Ay", "cem.ay@studio.example");
    person("info1", "Ina", "Fo", "info@studio.example");
    person("info2", "Ivo", "Fo", "info@studio.example");
    hands.hire("Anna.Ek", "Anna", "Ek");
    hands.update("User", hands.hire("boli", "Bo", "Li"), "{\"email\": \"BO@studio.example\"}");
    hands.update("User", hands.hire("info", "In", "Fo"), "{\"email\": \"info@studio.example\"}");
    hands.hire("freelancer", "Frida", "Lance");
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  @Test
  void tellsWhoIsWhoBetweenSystemsThatHaveNoSyncYet() {
    studio.requests().clear();

    Ran ran = adopt().expect(0);

    assertEquals(
        """
        directory-to-studio   directory → studio   5 identities, 5 accounts, both read whole

          linked                 0
          matched by username    1
            Anna.Ek                Anna Ek · directory ID
          matched by email       1
            boli                   Bo Li · directory ID  as bo.li
          only in directory      1
            cem.ay                 Cem Ay · directory ID
          only in studio         2
            freelancer
            %s
          to be closed           0
          disputed               1
            email=info@studio.example: Ina Fo · directory ID, Ivo Fo · directory ID; info\
        """
            .formatted(Options.USUAL_LOGIN),
        ran.steady());
    assertEquals(
        Set.of("query", "query_schemas", "query_server_information"),
        studio.requests().counted().actions().keySet());
  }

  @Test
  void writesAConfigurationToBeginWith() {
    adopt("--write", "start.yaml").expect(0);

    Ran plan = shell.run("plan", "--config", "start.yaml").expect(2);
    shell.run("run", "--config", "start.yaml");
    JsonNode report =
        shell.run("adopt", "--config", "start.yaml", "--json").expect(0).json().getFirst();

    assertTrue(plan.out().contains("boli → bo.li"), plan.out());
    assertTrue(plan.out().contains("create   1"), plan.out());
    assertEquals(3, report.path("linked").path("count").asInt());
    assertEquals(1, report.path("disputed").path("count").asInt());
    assertTrue(shell.text("start.yaml").startsWith("# what we have\n"));
    adopt("--write", "start.yaml").stopped(3, "CLI-OUT-FILE");
  }

  @Test
  void tellsOfGroupsAndWritesThemWithTheRolesThatEverybodyInThemHolds() {
    studio.follow(ServerRules.usual().withRoleOfNewUsers(Optional.empty()));
    String anna = hands.hire("cem.ay", "Cem", "Ay");
    String bo = hands.hire("dag.os", "Dag", "Os");
    String light = group("Light");
    group("Robots");
    for (String user : List.of(anna, bo)) {
      hands.create(
          "Membership", "{\"user_id\": \"%s\", \"group_id\": \"%s\"}".formatted(user, light));
      role(user, "Project manager");
    }
    role(anna, "User");
    directoryGroup("light", "cem.ay");
    directoryGroup("Layout", "bo.li");

    Ran ran = adopt("--groups", users, "--write", "start.yaml").expect(0);
    String written = shell.text("start.yaml");
    Ran plan = shell.run("plan", "--config", "start.yaml").expect(2);

    assertEquals(
        """
          2 groups in directory, 2 groups in studio

          linked                 0
          matched by name        1
            Light                  light · directory ID
          only in directory      1
            Layout                 Layout · directory ID
          only in studio         1
            Robots
          to be closed           0
          disputed               0\
        """,
        ran.steady()
            .substring(ran.steady().indexOf("  2 groups"))
            .lines()
            .limit(11)
            .collect(Collectors.joining("\n")));
    assertTrue(written.contains("      base: '" + users + "'\n      members: nested\n"), written);
    assertTrue(
        written.contains("    #   - { group: 'Light', role: 'Project manager' }\n"), written);
    assertTrue(!written.contains("role: 'User'"), written);
    assertTrue(plan.out().contains("create group"), plan.out());
  }

  private String group(String name) {
    return hands.create("Group", "{\"name\": \"%s\", \"local\": false}".formatted(name));
  }

  private void role(String user, String name) {
    String role =
        hands
            .query("select id from SecurityRole where name is \"%s\"".formatted(name))
            .getFirst()
            .path("id")
            .asString();
    for (String action : List.of("add_user_security_role", "grant_user_security_role_project")) {
      hands.post(
          "[{\"action\":\"%s\",\"user_id\":\"%s\",\"role_id\":\"%s\",\"all_open_projects\":true}]"
              .formatted(action, user, role));
    }
  }

  private void directoryGroup(String name, String member) {
    SLAPD
        .get()
        .load(
            """
            dn: cn=%1$s,%3$s
            objectClass: groupOfNames
            cn: %1$s
            member: uid=%2$s,%3$s
            """
                .formatted(name, member, users));
  }

  @Test
  void accountsThatMostlyHaveOtherLoginsKeepThem() {
    hands
        .query("select id from User where username is \"Anna.Ek\"")
        .forEach(
            row -> hands.update("User", row.path("id").asString(), "{\"username\": \"anna\"}"));

    adopt("--write", "start.yaml").expect(0);
    Ran plan = shell.run("plan", "--config", "start.yaml").expect(2);

    assertTrue(shell.text("start.yaml").contains("{ value: uid, rule: on create }"));
    assertTrue(!plan.out().contains("rename"), plan.out());
  }

  @Test
  void adoptsTheOtherWayAround() {
    Ran ran =
        shell.run("adopt", "--from", "studio", "--to", "directory", "--base", users).expect(0);

    assertTrue(ran.out().contains("matched by uid         1"), ran.out());
    assertTrue(ran.out().contains("matched by mail        1"), ran.out());
  }

  @Test
  void saysWhatIsMissing() {
    shell.run("adopt", "--from", "directory").stopped(3, "CLI-USAGE");
    shell.run("adopt", "--from", "directory", "--to", "studio").stopped(3, "CLI-USAGE");
    shell
        .run("adopt", "--from", "directory", "--to", "nothing", "--base", users)
        .stopped(3, "CLI-USAGE");
    shell
        .run("adopt", "--from", "studio", "--to", "studio", "--base", users)
        .stopped(3, "CLI-ADOPT-SYSTEMS");
  }

  private Ran adopt(String... more) {
    List<String> words =
        new ArrayList<>(List.of("adopt", "--from", "directory", "--to", "studio", "--base", users));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  private void person(String uid, String first, String last, String mail) {
    SLAPD
        .get()
        .load(
            """
            dn: uid=%1$s,%5$s
            objectClass: inetOrgPerson
            uid: %1$s
            cn: %2$s %3$s
            givenName: %2$s
            sn: %3$s
            mail: %4$s
            """
                .formatted(uid, first, last, mail, users));
  }
}
