// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.DN;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Everybody stands in the unit of their department, in every kind of directory.
class DepartmentsTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> SLAPD = Servers.sharedSlapd();

  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> DS389 = Servers.sharedDirectory389();

  @RegisterExtension static final SharedServerExtension<SambaServer> SAMBA = Servers.sharedSamba();

  private static final String PEOPLE =
      """
      id,login,first,last,department,boss,status
      1,annaNR,Anna,Ek,"VFX, 3D",,active
      2,boNR,Bo,Li,Layout,"BOSS",active
      3,cemNR,Cem,Ay,,,active
      """;

  @TempDir private Path desk;
  private String area = "";
  private String number = "";

  private Shell shell(DirectoryKind kind, String parents) {
    LdapServer server = server(kind);
    area = server.freshArea();
    number = LdapServer.areaNumber(area);
    Shell shell = new Shell(desk).asAdministratorOf(server);
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
              where: status == 'active'
              match: [%s]
              at:
                below: ou=users,%s
                ou: department
                parents: %s
              rdn: cn
        %s
        """
            .formatted(
                server.ldapsUri(),
                server.caFile(),
                kind.login(),
                area,
                parents,
                kind == DirectoryKind.SAMBA ? AD : POSIX));
    return shell;
  }

  private static final String AD =
      """
            accounts_filter: (&(objectClass=user)(objectCategory=person))
            initial_password: { file: first.jsonl }
            attributes:
              objectClass: [user]
              cn: first + ' ' + last
              sAMAccountName: login
              sn: last
              manager: { value: boss, rule: on create }
      """;

  private static final String POSIX =
      """
            disable_by: { attribute: employeeType, value: closed }
            attributes:
              objectClass: [inetOrgPerson]
              cn: first + ' ' + last
              uid: login
              sn: last
              manager: { value: boss, rule: on create }
      """;

  private String people() {
    return PEOPLE.replace("NR", number).replace("BOSS", at("Anna Ek", "ou=VFX\\, 3D,"));
  }

  private String at(String name, String unit) {
    return "cn=%s,%sou=users,%s".formatted(name, unit, area);
  }

  private static LdapServer server(DirectoryKind kind) {
    return switch (kind) {
      case SLAPD -> SLAPD.get();
      case DS389 -> DS389.get();
      case SAMBA -> SAMBA.get();
    };
  }

  @ParameterizedTest
  @EnumSource
  void everybodyIsPutThereAndMovedWithTheirReferences(DirectoryKind kind) throws Exception {
    Shell shell = shell(kind, "create");
    LdapServer server = server(kind);
    // In Active Directory a manager has to be there: it is given on the second day.
    shell.file("people.csv", people().replace(at("Anna Ek", "ou=VFX\\, 3D,"), ""));
    shell.run("check").expect(0);

    Ran plan = shell.run("plan").expect(2).told("PLAN-PARENTS");
    shell.run("run").expect(0);
    shell.run("plan").expect(0);

    assertTrue(plan.out().contains("ou=Layout,ou=users"), plan.out());
    assertTrue(server.entry(at("Anna Ek", "ou=VFX\\, 3D,")).isPresent());
    assertTrue(server.entry(at("Bo Li", "ou=Layout,")).isPresent());
    assertTrue(server.entry(at("Cem Ay", "")).isPresent());
    server.load(
        """
        dn: %s
        changetype: modify
        replace: manager
        manager: %s
        """
            .formatted(at("Bo Li", "ou=Layout,"), at("Anna Ek", "ou=VFX\\, 3D,")));

    shell.file("people.csv", people().replace("VFX, 3D", "R+D = \"\"ω\"\""));
    Ran moves = shell.run("plan").expect(2);
    shell.run("run").expect(0);
    Ran again = shell.run("plan").expect(0);

    String moved = at("Anna Ek", "ou=R\\+D \\= \\\"ω\\\",");
    assertTrue(moves.out().contains("parent DN"), moves.out());
    assertTrue(server.entry(moved).isPresent(), moves.out());
    assertTrue(again.out().contains("unchanged 3"), again.out());
    List<String> managers = server.values(at("Bo Li", "ou=Layout,"), "manager");
    assertEquals(new DN(moved), new DN(managers.getFirst()));
  }

  @Test
  void aUnitThatIsNotThereHoldsUpOnlyItsPeople() {
    Shell shell = shell(DirectoryKind.SLAPD, "must exist");
    shell.file("people.csv", people());
    SLAPD
        .get()
        .load(
            "dn: ou=Layout,ou=users,%s\nobjectClass: organizationalUnit\nou: Layout\n"
                .formatted(area));

    Ran plan = shell.run("plan").expect(2).told("LDAP-NO-PARENT");
    shell.run("run");

    assertTrue(plan.out().contains("ou=VFX\\, 3D,ou=users"), plan.out());
    assertTrue(SLAPD.get().entry(at("Bo Li", "ou=Layout,")).isPresent());
    assertTrue(SLAPD.get().entry(at("Cem Ay", "")).isPresent());
  }

  @Test
  void theBuiltInDirectoryDoesTheSame() {
    area = "dc=studio,dc=example";
    Shell shell = new Shell(desk);
    shell.file("people.csv", people());
    shell.file(
        "rollcall.yaml",
        """
        systems:
          hr: { type: file, path: people.csv }
          directory: { type: ldap, url: "sandbox:directory.ldif" }
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              anchor: id
              where: status == 'active'
              match: [uid]
              at: { below: "ou=users,dc=studio,dc=example", ou: ["'Studio'", department], parents: create }
              rdn: cn
        %s
        """
            .formatted(POSIX));
    shell.run("run").expect(0);
    shell.run("plan").expect(0);

    shell.file("people.csv", people().replace("Li,Layout", "Li,\"VFX, 3D\""));
    shell.run("run").expect(0);
    shell.run("plan").expect(0);

    assertTrue(
        shell.text("directory.ldif").contains("dn: cn=Bo Li,ou=VFX\\, 3D,ou=Studio,ou=users"),
        shell.text("directory.ldif"));
  }
}
