// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.problem.Halt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartingSyncTest {
  private static final StartingSync.Types TYPES = new StartingSync.Types("ldap", "ftrack");
  private static final StartingSync START =
      new StartingSync("dir", "studio", "o=it's", "uid", Optional.empty());

  @Test
  void standsBeforeTheSyncsThatAreThere() {
    String text =
        START.in(
            """
            systems: {}

            syncs: # all of them
              # the first
                old:
                  from: hr
            log: { level: info }
            """,
            TYPES);

    assertEquals(
        """
        systems: {}

        syncs: # all of them
            dir-to-studio:
              from: dir
              to: studio
              users:
                base: 'o=it''s'
                filter: '(objectClass=inetOrgPerson)'
                match: [username, email]
                attributes:
                  username: uid
                  email: mail
                  first_name: givenName
                  last_name: sn
                leavers: { disable: at once }
          # the first
            old:
              from: hr
        log: { level: info }
        """,
        text);
  }

  @Test
  void takesThePlaceOfNoSyncs() {
    String text = START.in("syncs: {}\nlog: { level: info }\n", TYPES);

    assertTrue(text.startsWith("syncs:\n  dir-to-studio:\n    from: dir\n"), text);
    assertEquals("log: { level: info }", text.lines().toList().getLast());
  }

  @Test
  void leavesLoginsAloneAndFindsPeopleOfActiveDirectory() {
    StartingSync windows =
        new StartingSync("ad", "studio", "dc=x", "sAMAccountName", Optional.empty())
            .learned(true, List.of("12 accounts are found by username"), List.of());

    List<String> lines = windows.in("", TYPES).lines().map(String::strip).toList();

    assertEquals("# 12 accounts are found by username", lines.get(3));
    assertEquals("filter: '(&(objectCategory=person)(objectClass=user))'", lines.get(9));
    assertEquals("username: { value: sAMAccountName, rule: on create }", lines.get(12));
  }

  @Test
  void knowsNoUsualSyncFromADatabase() {
    StartingSync.Types types = new StartingSync.Types("sql", "ftrack");

    Halt halt = assertThrows(Halt.class, () -> START.in("", types));

    assertEquals("CLI-ADOPT-SYSTEMS", halt.problems().getFirst().code());
  }
}
