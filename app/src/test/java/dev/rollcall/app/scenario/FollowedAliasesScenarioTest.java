// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/// People to whom aliases of a directory lead.
class FollowedAliasesScenarioTest {
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
              base: ou=users,%3$s
              filter: (uid=*)
              aliases: follow
              match: login
              key: login
              attributes: { login: uid, where: dn }
              leavers: { delete: after 0 days }
        """
            .formatted(SLAPD.get().uri(), admin.dn(), area));
    person("users", "mara");
    person("groups", "nils");
    load("cn=his,ou=users", "objectClass: alias\nobjectClass: extensibleObject\n" + to("nils"));
    load("cn=hers,ou=users", "objectClass: alias\nobjectClass: extensibleObject\n" + to("nils"));
  }

  @Test
  void theyAreTakenFromWhereTheyAre() {
    shell.run("check").expect(0);
    shell.run("run").expect(0);

    assertEquals(List.of("mara", "nils"), logins());
    assertTrue(shell.text("people.csv").contains("uid=nils,ou=groups," + area));
    assertTrue(
        shell.run("plan", "--log-level", "debug").expect(0).err().contains(" -a always -b "));
  }

  @Test
  void anAliasThatLeadsNowhereRemovesNobody() throws Exception {
    shell.run("run").expect(0);
    SLAPD.get().connect().delete("uid=nils,ou=groups," + area);

    shell.run("plan").stopped(5, "LDAP-ALIAS-BROKEN");
    shell.run("run").stopped(5, "LDAP-ALIAS-BROKEN");

    assertEquals(List.of("mara", "nils"), logins());
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

  private String to(String login) {
    return "aliasedObjectName: uid=%s,ou=groups,%s".formatted(login, area);
  }

  private void person(String unit, String login) {
    load(
        "uid=%s,ou=%s".formatted(login, unit),
        "objectClass: inetOrgPerson\ncn: %1$s\nsn: %1$s".formatted(login));
  }

  private void load(String rdn, String lines) {
    SLAPD.get().load("dn: %s,%s\n%s\n".formatted(rdn, area, lines));
  }
}
