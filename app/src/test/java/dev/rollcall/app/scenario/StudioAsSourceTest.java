// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a studio has in ftrack comes into a directory.
class StudioAsSourceTest {
  private static final String CONFIGURATION =
      """
      systems:
        studio: { type: ftrack }
        directory: { type: ldap, url: "sandbox:directory.ldif" }
      syncs:
        studio-to-directory:
          from: studio
          to: directory
          users:
            match: [uid]
            at: ou=people,dc=studio,dc=example
            rdn: uid
            disable_by: pwdAccountLockedTime
            attributes:
              objectClass: [inetOrgPerson]
              uid: username
              cn: first_name + ' ' + last_name
              sn: last_name
              mail: email
      """;

  @TempDir private Path desk;

  @Test
  void bringsTheUsersOfFtrackIntoADirectory() throws IOException {
    try (FtrackSandbox studio = FtrackSandbox.start()) {
      Shell shell = signedIn(studio);
      StudioHands hands = new StudioHands(studio);
      String anna = hands.hire("anna.ek", "Anna", "Ek");
      String bo = hands.hire("bo.li", "Bo", "Li");
      hands.hire("cem.ay", "Cem", "Ay");
      shell.run("check").expect(0);
      shell.run("run").expect(0);
      shell.run("plan").expect(0);
      hands.update("User", anna, "{\"username\": \"anna.holm\", \"last_name\": \"Holm\"}");
      hands.update("User", bo, "{\"is_active\": false}");

      List<String> plan = shell.run("plan").expect(2).steady().lines().skip(2).limit(5).toList();
      shell.run("run").expect(0);
      shell.run("plan").expect(0);

      assertEquals(
          """
            rename   1   mover
              uid=anna.ek → uid=anna.holm  Anna Holm · studio ID: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm

            disable  1   leaver
              uid=bo.li               Bo Li · studio ID: active is 'false' in studio\
          """
              .lines()
              .toList(),
          plan);
    }
  }

  @Test
  void bringsItsGroupsAndWhoIsInThem() throws IOException {
    try (FtrackSandbox studio = FtrackSandbox.start()) {
      Shell shell = signedIn(studio);
      shell.file(
          "rollcall.yaml",
          CONFIGURATION
              + """
                  groups:
                    at: ou=groups,dc=studio,dc=example
                    members: nested
                    gone: delete
              """);
      StudioHands hands = new StudioHands(studio);
      String anna = hands.hire("anna.ek", "Anna", "Ek");
      String bo = hands.hire("bo.li", "Bo", "Li");
      String art = group(hands, "Art", "null");
      String light = group(hands, "Light", "\"" + art + "\"");
      member(hands, anna, light);
      String left = member(hands, bo, art);
      shell.run("check").expect(0);
      shell.run("run").expect(0);
      shell.run("plan").expect(0);
      List<String> first = members(shell.text("directory.ldif"));
      hands.delete("Membership", left);
      hands.update("Group", light, "{\"name\": \"Lighting\"}");

      shell.run("run").expect(0);
      shell.run("plan").expect(0);

      assertEquals(List.of("Art: anna.ek", "Art: bo.li", "Light: anna.ek"), first);
      assertEquals(
          List.of("Art: anna.ek", "Lighting: anna.ek"), members(shell.text("directory.ldif")));
    }
  }

  @Test
  void writesTheRolesThatPeopleHoldToAFileAndToADirectory() throws IOException {
    try (FtrackSandbox studio = FtrackSandbox.start()) {
      Shell shell = signedIn(studio);
      shell.file(
          "rollcall.yaml",
          CONFIGURATION
                  .replace("systems:\n", "systems:\n  sheet: { type: file, path: who.ldif }\n")
                  .replace("mail: email\n", "mail: email\n        employeeType: roles\n")
              + """
                studio-to-sheet:
                  from: studio
                  to: sheet
                  users:
                    match: [uid]
                    at: dc=sheet
                    key: uid
                    attributes:
                      objectClass: [inetOrgPerson]
                      uid: username
                      sn: last_name
                      cn: first_name
                      employeeType: roles
              """);
      StudioHands hands = new StudioHands(studio);
      String anna = hands.hire("anna.ek", "Anna", "Ek");
      String role =
          hands
              .query("select id from SecurityRole where name is \"Project manager\"")
              .getFirst()
              .path("id")
              .asString();
      for (String action : List.of("add_user_security_role", "grant_user_security_role_project")) {
        hands.post(
            "[{\"action\":\"%s\",\"user_id\":\"%s\",\"role_id\":\"%s\",\"all_open_projects\":true}]"
                .formatted(action, anna, role));
      }

      shell.run("check").expect(0);
      shell.run("run").expect(0);
      shell.run("plan").expect(0);

      assertTrue(shell.text("directory.ldif").contains("employeeType: Project manager\n"));
      assertTrue(shell.text("who.ldif").contains("employeeType: Project manager\n"));
    }
  }

  private static String group(StudioHands hands, String name, String parent) {
    return hands.create(
        "Group", "{\"name\": \"%s\", \"local\": false, \"parent_id\": %s}".formatted(name, parent));
  }

  private static String member(StudioHands hands, String user, String group) {
    return hands.create(
        "Membership", "{\"user_id\": \"%s\", \"group_id\": \"%s\"}".formatted(user, group));
  }

  /// `Group: login` for each member of a group in a directory.
  private static List<String> members(String ldif) {
    List<String> members = new ArrayList<>();
    String group = "";
    for (String line : ldif.lines().toList()) {
      if (line.startsWith("dn: cn=")) {
        group = line.substring("dn: cn=".length(), line.indexOf(','));
      }
      if (line.startsWith("member: uid=")) {
        members.add(group + ": " + line.substring("member: uid=".length(), line.indexOf(',')));
      }
    }
    return members.stream().sorted().toList();
  }

  private Shell signedIn(FtrackSandbox studio) {
    Shell shell =
        new Shell(desk)
            .with("FTRACK_SERVER", studio.uri().toString())
            .with("FTRACK_API_USER", Options.USUAL_LOGIN)
            .with("FTRACK_API_KEY", Options.USUAL_KEY);
    shell.file("rollcall.yaml", CONFIGURATION);
    return shell;
  }
}
