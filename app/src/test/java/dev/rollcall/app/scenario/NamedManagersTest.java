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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// HR names managers by their number, and the directory holds where their accounts are.
class NamedManagersTest {
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
          directory: &directory
            type: ldap
            url: URL
            ca_file: CA
            bind_dn: ${env:LDAP_DN}
            bind_password: ${env:LDAP_PASSWORD}
          copies: *directory
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              anchor: id
              where: status == 'active'
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
                manager: { account_of: boss }
          copies-of-people:
            from: directory
            to: copies
            users:
              base: ou=users,AREA
              filter: (objectClass=CLASS)
              match: [cn]
              at: ou=groups,AREA
              rdn: cn
              new_accounts: enabled
              attributes:
                objectClass: [person, organizationalPerson, inetOrgPerson]
                cn: cn + ' (copy)'
                sn: sn
                manager: { account_of: manager }
        """
            .replace("URL", server.ldapsUri())
            .replace("CA", server.caFile().toString())
            .replace("AREA", area)
            .replace("LOGIN", kind.login())
            .replace("CLASS", kind.person()));
    return server;
  }

  private void people(String rows) {
    shell.file("people.csv", "id,login,name,boss,status\n" + rows.replace("NR", number));
  }

  private void run() {
    shell.run("run", "--sync", "hr-to-directory").expect(0);
    Ran again = shell.run("plan", "--sync", "hr-to-directory").expect(0);
    assertTrue(again.out().contains("unchanged"), again.out());
  }

  /// The names of somebody's managers, below this unit.
  private List<String> managers(LdapServer server, String name, String unit) {
    String below = ",ou=%s,%s".formatted(unit, area);
    return server.values("cn=" + name + below, "manager").stream()
        .map(dn -> dn.replaceAll("(?i)^cn=([^,]+)" + below + "$", "$1"))
        .toList();
  }

  private List<String> managers(LdapServer server, String name) {
    return managers(server, name, "users");
  }

  @ParameterizedTest
  @EnumSource
  void theyMayComeInTheSamePlan(DirectoryKind kind) {
    LdapServer server = begin(kind);
    people(
        """
        1,anaNR,Ana A,2,active
        2,beaNR,Bea B,3,active
        3,cemNR,Cem C,3,active
        """);

    shell.run("run", "--sync", "hr-to-directory").expect(0);
    assertEquals(List.of("Bea B"), managers(server, "Ana A"));
    assertEquals(List.of("Cem C"), managers(server, "Bea B"));

    run();
    assertEquals(List.of("Cem C"), managers(server, "Cem C"));
  }

  @ParameterizedTest
  @EnumSource
  void theirNewNamesAreFollowed(DirectoryKind kind) {
    LdapServer server = begin(kind);
    people("1,anaNR,Ana A,2,active\n2,beaNR,Bea B,,active\n3,cemNR,Cem C,,active\n");
    run();

    people("1,anaNR,Ana A,2,active\n2,beaNR,Bea Bee,,active\n3,cemNR,Cem C,2,active\n");
    run();

    assertEquals(List.of("Bea Bee"), managers(server, "Ana A"));
    assertEquals(List.of("Bea Bee"), managers(server, "Cem C"));
  }

  @Test
  void peopleWhoSwapNamesKeepTheirOwn() {
    LdapServer server = begin(DirectoryKind.SLAPD);
    people(
        """
        1,ana,Ana A,3,active
        2,bea,Bea B,4,active
        3,cem,Cem C,,active
        4,dan,Dan D,,active
        """);
    run();

    people(
        """
        1,ana,Ana A,3,active
        2,bea,Bea B,4,active
        3,cem,Dan D,,active
        4,dan,Cem C,,active
        """);
    run();

    assertEquals(List.of("Dan D"), managers(server, "Ana A"));
    assertEquals(List.of("Cem C"), managers(server, "Bea B"));
  }

  @Test
  void nobodyIsGivenSomebodyElseWhoHasTheNameThatTheirManagerWants() {
    LdapServer server = begin(DirectoryKind.SLAPD);
    server.load(
        """
        dn: cn=Bea Bee,ou=users,%s
        objectClass: inetOrgPerson
        cn: Bea Bee
        sn: Bee
        uid: another
        """
            .formatted(area));
    people("1,ana,Ana A,,active\n2,bea,Bea B,,active\n");
    run();

    people(
        "1,ana,Ana A,2,active\n"
            + "2,bea,Bea Bee,,active\n"
            + "3,cem,Cem C,4,active\n"
            + "4,dan,Bea Bee,,active\n");
    shell.run("run", "--sync", "hr-to-directory");

    assertEquals(List.of("Bea B"), managers(server, "Ana A"));
    assertEquals(List.of(), managers(server, "Cem C"));
  }

  @Test
  void whoHasNoAccountIsNobodysManager() {
    LdapServer server = begin(DirectoryKind.DS389);
    people("1,ana,Ana A,2,active\n2,bea,Bea B,99,active\n3,cem,Cem C,2,active\n");
    run();
    assertEquals(List.of(), managers(server, "Bea B"));

    people("1,ana,Ana A,2,active\n2,bea,Bea B,,left\n3,cem,Cem C,1,active\n");
    run();
    assertEquals(List.of(), managers(server, "Ana A"));
    assertEquals(List.of("Ana A"), managers(server, "Cem C"));

    people("1,ana,Ana A,2,active\n2,bea,Bea B,,active\n3,cem,Cem C,1,active\n");
    run();
    assertEquals(List.of("Bea B"), managers(server, "Ana A"));
  }

  @Test
  void whoseDataHaveAProblemStaysAManager() {
    LdapServer server = begin(DirectoryKind.SLAPD);
    people("1,ana,Ana A,2,active\n2,bea,Bea B,,active\n");
    run();

    people("1,ana,Ana A,2,active\n2,bea,Bea B,,\n");
    shell.run("run", "--sync", "hr-to-directory");

    assertEquals(List.of("Bea B"), managers(server, "Ana A"));
  }

  @Test
  void whoIsNotAmongTheChangesStaysAManager() throws SQLException {
    LdapServer server = begin(DirectoryKind.SLAPD);
    shell.file(
        "rollcall.yaml",
        shell
            .text("rollcall.yaml")
            .replace("{ type: file, path: people.csv }", "{ type: sql, url: 'jdbc:sqlite:hr.db' }")
            .replace(
                "      anchor: id\n",
                """
                      anchor: id
                      read: select id, login, name, boss, status, changed from people
                      changed: changed
                """));
    database(
        "create table people (id, login, name, boss, status, changed)",
        "insert into people values (1, 'ana', 'Ana A', 2, 'active', '2020-01-02T00:00:00')",
        "insert into people values (2, 'bea', 'Bea B', null, 'active', '2020-01-01T00:00:00')");
    run();

    database(
        "update people set name = 'Ana Aa', changed = '2020-01-03T00:00:00' where id = 1",
        "insert into people values (3, 'cem', 'Cem C', 2, 'active', '2020-01-03T00:00:00')");
    Ran changes = shell.run("run", "--sync", "hr-to-directory", "--changes").expect(0);
    List<String> ofJoiner = managers(server, "Cem C");
    run();

    assertEquals(List.of(), ofJoiner, changes::out);
    assertEquals(List.of("Bea B"), managers(server, "Ana Aa"));
    assertEquals(List.of("Bea B"), managers(server, "Cem C"));
  }

  private void database(String... commands) throws SQLException {
    try (Connection hr = DriverManager.getConnection("jdbc:sqlite:" + desk.resolve("hr.db"));
        Statement statement = hr.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }

  @Test
  void fromADirectoryTheirNamesThereWillDo() {
    LdapServer server = begin(DirectoryKind.SLAPD);
    people("1,ana,Ana A,2,active\n2,bea,Bea B,,active\n");
    run();

    shell.run("run", "--sync", "copies-of-people").expect(0);

    shell.run("plan", "--sync", "copies-of-people").expect(0);
    assertEquals(List.of("Bea B (copy)"), managers(server, "Ana A (copy)", "groups"));
    Ran explained = shell.run("explain", "Ana A", "--sync", "copies-of-people");
    assertTrue(explained.out().contains("= the account of manager (always)"), explained::out);
  }
}
