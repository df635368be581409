// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// People have managers, who come, marry and change in the same plan as they do.
class ManagersTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> SLAPD = Servers.sharedSlapd();

  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> DS389 = Servers.sharedDirectory389();

  @RegisterExtension static final SharedServerExtension<SambaServer> SAMBA = Servers.sharedSamba();

  @TempDir private Path desk;
  private String area = "";
  private String number = "";
  private Shell shell = new Shell(Path.of(""));

  private LdapServer begin(DirectoryKind kind) {
    LdapServer server =
        switch (kind) {
          case SLAPD -> SLAPD.get();
          case DS389 -> DS389.get();
          case SAMBA -> SAMBA.get();
        };
    area = server.freshArea();
    number = LdapServer.areaNumber(area);
    shell = new Shell(desk).asAdministratorOf(server);
    shell.file(
        "rollcall.yaml",
        """
        systems:
          hr: { type: file, path: people.csv }
          directory:
            type: ldap
            url: URL
            ca_file: CA
            bind_dn: ${env:LDAP_DN}
            bind_password: ${env:LDAP_PASSWORD}
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              anchor: id
              match: [LOGIN]
              at: ou=users,AREA
              rdn: cn
              accounts_filter: (objectClass=CLASS)
              new_accounts: enabled
              initial_password: { file: first.jsonl }
              attributes:
                objectClass: [CLASS]
                cn: name
                LOGIN: login
                sn: name.lastWord()
                manager: "'cn=' + boss + ',ou=users,AREA'"
        """
            .replace("URL", server.ldapsUri())
            .replace("CA", server.caFile().toString())
            .replace("AREA", area)
            .replace("LOGIN", kind.login())
            .replace("CLASS", kind.person()));
    return server;
  }

  private void people(String rows) {
    shell.file("people.csv", "id,login,name,boss\n" + rows.replace("NR", number));
  }

  private String manager(LdapServer server, String name) {
    return server
        .values("cn=%s,ou=users,%s".formatted(name, area), "manager")
        .getFirst()
        .replaceAll("(?i)^cn=([^,]+),.*", "$1");
  }

  @ParameterizedTest
  @EnumSource
  void managersMayComeInTheSamePlan(DirectoryKind kind) {
    LdapServer server = begin(kind);
    people(
        """
        1,anaNR,Ana A,Bea B
        2,beaNR,Bea B,Cem C
        3,cemNR,Cem C,Dan D
        4,danNR,Dan D,
        """);

    Ran run = shell.run("run").expect(0);
    Ran again = shell.run("plan").expect(0);

    assertTrue(run.out().contains("4 changes applied"), run.out());
    assertTrue(again.out().contains("unchanged 4"), again.out());
    assertEquals("Bea B", manager(server, "Ana A"));
  }

  @ParameterizedTest
  @EnumSource
  void aJoinerMayBeTheManagerOfSomebodyWhoIsThere(DirectoryKind kind) {
    LdapServer server = begin(kind);
    people("1,anaNR,Ana A,\n");
    shell.run("run").expect(0);

    people("1,anaNR,Ana A,Bea B\n2,beaNR,Bea B,\n");
    shell.run("run").expect(0);

    shell.run("plan").expect(0);
    assertEquals("Bea B", manager(server, "Ana A"));
  }

  @ParameterizedTest
  @EnumSource
  void somebodyMayLeaveAManagerWhoGetsAnotherNameInTheSamePlan(DirectoryKind kind) {
    LdapServer server = begin(kind);
    people(
        """
        1,anaNR,Ana A,Dan D
        2,beaNR,Bea B,Dan D
        3,cemNR,Cem C,Dan D
        4,danNR,Dan D,
        5,eliNR,Eli E,
        """);
    shell.run("run").expect(0);

    people(
        """
        1,anaNR,Ana Aa,Eli E
        2,beaNR,Bea B,Dan Dd
        3,cemNR,Cem C,Eli E
        4,danNR,Dan Dd,
        5,eliNR,Eli E,
        """);
    shell.run("run").expect(0);

    shell.run("plan").expect(0);
    assertEquals("Eli E", manager(server, "Ana Aa"));
    assertEquals("Dan Dd", manager(server, "Bea B"));
    assertEquals("Eli E", manager(server, "Cem C"));
  }

  @Test
  void aManagerWhoNeverComesHoldsUpOnlyTheirOwn() {
    begin(DirectoryKind.SAMBA);
    people("1,anaNR,Ana A,Nobody\n2,beaNR,Bea B,Cem C\n3,cemNR,Cem C,\n");

    Ran run = shell.run("run").expect(6);

    assertTrue(run.err().contains("LDAP-REFERENCE-MISSING"), run.err());
    assertTrue(run.out().contains("2 applied, 1 refused"), run.out());
    assertTrue(shell.run("show", "1", "--failed").expect(0).out().contains("Ana A"), run.out());
  }
}
