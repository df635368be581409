// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Running;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What somebody changes by hand in ftrack is told within seconds, and repaired.
@Timeout(120)
class WatchTest {
  private static final String CONNECTED = "studio: changes are told now";

  @TempDir private Path desk;
  private FtrackSandbox studio;
  private StudioHands hands;
  private Shell shell;

  @BeforeEach
  void start() throws IOException {
    studio = FtrackSandbox.start();
    hands = new StudioHands(studio);
    shell =
        new Shell(desk)
            .with("FTRACK_SERVER", studio.uri().toString())
            .with("FTRACK_API_USER", Options.USUAL_LOGIN)
            .with("FTRACK_API_KEY", Options.USUAL_KEY);
    shell.file(
        "rollcall.yaml",
        """
        systems:
          people: { type: file, path: people.csv }
          studio: { type: ftrack }
        syncs:
          people-to-studio:
            from: people
            to: studio
            users:
              anchor: id
              match: [username]
              attributes: { username: login, first_name: first, last_name: last }
            groups:
              by: department
        """);
    shell.file(
        "people.csv",
        """
        id,login,first,last,department
        1,anna.ek,Anna,Ek,Light
        2,bo.li,Bo,Li,Layout
        """);
    shell.run("run").expect(0);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  @Test
  void tellsOfUsersGroupsMembersAndRoles() {
    try (Running watch = shell.begin("watch")) {
      watch.line(CONNECTED);
      String anna = id("User", "username", "anna.ek");
      String light = id("Group", "name", "Light");
      String layout = id("Group", "name", "Layout");
      String role = id("SecurityRole", "name", "Project manager");

      hands.update("User", anna, "{\"last_name\": \"Holm\"}");
      watch.line("studio: user anna.ek: last_name Ek → Holm (by rollcall)");
      hands.update("Group", light, "{\"name\": \"Lighting\"}");
      watch.line("studio: group Lighting: name Light → Lighting (by rollcall)");
      String membership =
          hands.create(
              "Membership", "{\"user_id\": \"%s\", \"group_id\": \"%s\"}".formatted(anna, layout));
      watch.line("studio: anna.ek came into group Layout (by rollcall)");
      hands.delete("Membership", membership);
      watch.line("studio: anna.ek left group Layout (by rollcall)");
      hands.post(
          "[{\"action\": \"add_user_security_role\", \"user_id\": \"%s\", \"role_id\": \"%s\"}]"
              .formatted(anna, role));
      watch.line("studio: anna.ek was given the role Project manager (by rollcall)");
      hands.hire("guest", "Gu", "Est");
      watch.line("studio: user guest was made (by rollcall)");
    }
  }

  @Test
  void sayNothingOfWhatRollcallDoes() {
    try (Running watch = shell.begin("watch")) {
      watch.line(CONNECTED);
      shell.file(
          "people.csv",
          """
          id,login,first,last,department
          1,anna.ek,Anna,Holm,Layout
          2,bo.li,Bo,Li,Layout
          3,cem.ay,Cem,Ay,Layout
          """);

      shell.run("run").expect(0);
      hands.hire("guest", "Gu", "Est");
      watch.line("user guest was made");

      assertFalse(watch.seen().toString().contains("anna"), watch.seen().toString());
      assertFalse(watch.seen().toString().contains("cem"), watch.seen().toString());
      assertEquals(0, watch.ended());
    }
  }

  @Test
  void repairsWhatWasChangedByHand() {
    try (Running watch = shell.begin("watch", "--repair", "--settle", "0")) {
      watch.line(CONNECTED);

      hands.update("User", id("User", "username", "anna.ek"), "{\"last_name\": \"Holm\"}");
      watch.line("last_name  Holm → Ek");
      watch.line("people-to-studio: 1 change applied");

      shell.run("plan").expect(0);
    }
  }

  @Test
  void repairsWhatWasChangedWhileNothingWasTold() {
    try (Running watch = shell.begin("watch", "--repair", "--settle", "0")) {
      watch.line(CONNECTED);

      studio.cutEvents();
      watch.line("FTRACK-EVENTS-LOST");
      hands.update("User", id("User", "username", "anna.ek"), "{\"last_name\": \"Holm\"}");
      watch.line(CONNECTED);
      watch.line("people-to-studio: 1 change applied");

      shell.run("plan").expect(0);
    }
  }

  @Test
  void runsOnASchedule() {
    try (Running watch = shell.begin("watch", "--every", "1s")) {
      watch.line(CONNECTED);
      watch.line("people-to-studio: nothing to do");
      shell.file("people.csv", "id,login,first,last,department\n1,anna.ek,Anna,Holm,Light\n");

      watch.line("last_name  Ek → Holm");
    }
  }

  @Test
  void tellsProgramsInJson() {
    try (Running watch = shell.begin("watch", "--json")) {
      watch.line("\"connected\"");

      hands.hire("guest", "Gu", "Est");
      String line = watch.line("\"changed\"");

      assertEquals(
          "user guest was made", JsonMapper.shared().readTree(line).path("what").asString());
    }
  }

  @Test
  void saysWhatCannotBeWatched() {
    shell.run("watch", "--every", "often").stopped(3, "CLI-USAGE");
    shell.file(
        "rollcall.yaml",
        """
        systems:
          people: { type: file, path: people.csv }
          directory: { type: ldap, url: "sandbox:directory.ldif" }
        syncs:
          in:
            from: people
            to: directory
            users:
              anchor: id
              match: [uid]
              at: dc=studio,dc=example
              rdn: uid
              attributes: { objectClass: [inetOrgPerson], uid: login, cn: first, sn: last }
        """);

    assertTrue(shell.run("watch").stopped(3, "CLI-USAGE").err().contains("ftrack"));
  }

  private String id(String type, String name, String value) {
    return hands
        .query("select id from %s where %s is \"%s\"".formatted(type, name, value))
        .getFirst()
        .path("id")
        .asString();
  }
}
