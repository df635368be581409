// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.io.IOException;
import java.nio.file.Path;
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
