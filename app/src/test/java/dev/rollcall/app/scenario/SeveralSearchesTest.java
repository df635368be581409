// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// People of one directory who are in several places.
class SeveralSearchesTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> SLAPD = Servers.sharedSlapd();

  @TempDir private Path desk;
  private String area;
  private Shell shell;

  @BeforeEach
  void begin() {
    area = SLAPD.get().freshArea();
    Credentials admin = SLAPD.get().admin();
    shell = new Shell(desk).with("LDAP_PASSWORD", admin.password());
    shell.file(
        "rollcall.yaml",
        """
        systems:
          directory:
            type: ldap
            url: %1$s
            bind_dn: %2$s
            bind_password: ${env:LDAP_PASSWORD}
          sheet: { type: file, path: people.csv }
        syncs:
          directory-to-sheet:
            from: directory
            to: sheet
            users:
              searches:
                - { base: 'ou=users,%3$s', filter: (employeeType=staff) }
                - { base: '%3$s', filter: (title=Lead) }
              anchor: employeeNumber
              match: login
              key: login
              attributes: { login: uid, name: cn }
        """
            .formatted(SLAPD.get().uri(), admin.dn(), area));
    person("users", "mara", 1, "employeeType: staff");
    person("users", "nils", 2, "employeeType: staff\ntitle: Lead");
    person("groups", "omar", 3, "title: Lead");
    person("groups", "pia", 4, "employeeType: staff");
  }

  @Test
  void somebodyInTwoOfThemIsOnePerson() {
    shell.run("check").expect(0);
    shell.run("run").expect(0);

    assertEquals(List.of("mara", "nils", "omar"), logins());
    shell.run("plan").expect(0);
  }

  @Test
  void twoPeopleWithOneAnchorAreADispute() {
    person("groups", "other", 2, "title: Lead");

    Ran plan = shell.run("plan");
    shell.run("run");

    assertTrue(plan.out().contains("DATA-ANCHOR-TWICE"), plan.out());
    assertEquals(List.of("mara", "omar"), logins());
  }

  private List<String> logins() {
    return shell
        .text("people.csv")
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(',')))
        .sorted()
        .toList();
  }

  private void person(String unit, String login, int number, String more) {
    SLAPD
        .get()
        .load(
            """
            dn: uid=%1$s,ou=%2$s,%3$s
            objectClass: inetOrgPerson
            uid: %1$s
            cn: %1$s
            sn: %1$s
            employeeNumber: %4$d
            %5$s
            """
                .formatted(login, unit, area, number, more));
  }
}
