// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// An account that has the rights which `rollcall rights` prints, and no others.
class RightsTest {
  private static final String WHO = "cn=rollcall,ou=services,dc=example,dc=com";
  private static final String PASSWORD = "Rights-of-its-own-1";

  @RegisterExtension
  final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options ->
          options
              .tls()
              .account("rollcall", OptionalInt.empty())
              .accessRule("to * by dn.exact=\"%s\" none by * break".formatted(WHO)));

  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> DS389 = Servers.sharedDirectory389();

  @RegisterExtension static final SharedServerExtension<SambaServer> SAMBA = Servers.sharedSamba();

  private static final String PEOPLE =
      """
      id,login,first,last,department,team,status
      1,annaNR,Anna,Ek,Layout,vfxNR,active
      2,boNR,Bo,Li,Layout,vfxNR,active
      3,cemNR,Cem,Ay,Layout,cgiNR,active
      """;

  @TempDir private Path desk;
  private String area = "";
  private String number = "";
  private Shell shell = new Shell(Path.of(""));

  private void begin(DirectoryKind kind) {
    LdapServer server = server(kind);
    area = server.freshArea();
    number = LdapServer.areaNumber(area);
    Credentials who = account(kind);
    shell = new Shell(desk).with("LDAP_DN", who.dn()).with("LDAP_PASSWORD", who.password());
    server.load("dn: ou=left,%s\nobjectClass: organizationalUnit\nou: left\n".formatted(area));
    shell.file("people.csv", people());
    shell.file("rollcall.yaml", configuration(kind));
  }

  private String people() {
    return PEOPLE.replace("NR", number);
  }

  private String configuration(DirectoryKind kind) {
    boolean windows = kind == DirectoryKind.SAMBA;
    return """
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
          where: status == 'active'
          match: [LOGIN]
          at: { below: "ou=users,AREA", ou: department, parents: create }
          rdn: cn
          disable_by: { move_to: "ou=left,AREA" }
          initial_password: { file: first.jsonl }
          accounts_filter: FILTER
          attributes:
            objectClass: [CLASS]
            cn: first + ' ' + last
            LOGIN: login
            sn: last
          leavers: { delete: after 0 days }
        groups:
          by: team
          at: ou=groups,AREA
          kind: GROUP
          gone: delete
        limits: { leavers: 100%, memberships: 100% }
    """
        .replace("URL", server(kind).ldapsUri())
        .replace("CA", server(kind).caFile().toString())
        .replace("AREA", area)
        .replace("LOGIN", kind.login())
        .replace("FILTER", "(objectClass=%s)".formatted(kind.person()))
        .replace("CLASS", kind.person())
        .replace("GROUP", windows ? "group" : "groupOfNames");
  }

  private LdapServer server(DirectoryKind kind) {
    return switch (kind) {
      case SLAPD -> slapd.get();
      case DS389 -> DS389.get();
      case SAMBA -> SAMBA.get();
    };
  }

  private Credentials account(DirectoryKind kind) {
    return switch (kind) {
      case SLAPD -> slapd.get().account("rollcall");
      case DS389 -> {
        DS389
            .get()
            .load(
                """
                dn: cn=rollcall,%s
                objectClass: applicationProcess
                objectClass: simpleSecurityObject
                cn: rollcall
                userPassword: %s
                """
                    .formatted(area, PASSWORD));
        yield new Credentials("cn=rollcall," + area, PASSWORD);
      }
      case SAMBA -> {
        SAMBA.get().tool("user", "create", "rollcall" + number, PASSWORD);
        yield new Credentials(
            "CN=rollcall%s,CN=Users,%s".formatted(number, SAMBA.get().suffix()), PASSWORD);
      }
    };
  }

  private void grant(DirectoryKind kind, String rights) throws Exception {
    switch (kind) {
      case SLAPD -> modify(rights);
      case DS389 -> DS389.get().load(rights);
      case SAMBA -> {
        Matcher matcher = Pattern.compile("--objectdn=\"(.*)\" --sddl=\"(.*)\"").matcher(rights);
        while (matcher.find()) {
          SAMBA
              .get()
              .tool("dsacl", "set", "--objectdn=" + matcher.group(1), "--sddl=" + matcher.group(2));
        }
      }
    }
  }

  private void modify(String ldif) throws IOException, InterruptedException {
    Path file = shell.file("rights.ldif", ldif);
    Process process =
        new ProcessBuilder(
                "ldapmodify", "-Q", "-Y", "EXTERNAL", "-H", slapd.get().ldapiUri(), "-f", file + "")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  @ParameterizedTest
  @EnumSource
  void suffices(DirectoryKind kind) throws Exception {
    begin(kind);
    String rights = shell.run("rights", "directory").expect(0).out();
    grant(kind, rights);

    Ran check = shell.run("check").expect(0);
    shell.run("run").expect(0);
    shell.file(
        "people.csv",
        people()
            .replace("Anna,Ek,Layout", "Anna,Holm,Edit")
            .replace(
                "Bo,Li,Layout,vfx%s,active".formatted(number),
                "Bo,Li,Layout,cgi%s,left".formatted(number))
            .replace("Cem,Ay,Layout,cgi", "Cem,Ay,Layout,vfx"));
    Ran plan = shell.run("plan").expect(2);
    shell.run("run").expect(0);
    shell.file("people.csv", people().replace("Anna,Ek", "Anna,Holm"));
    shell.run("run").expect(0);
    shell.run("plan").expect(0);

    assertTrue(plan.out().contains("  rename   1   mover"), plan.out());
    assertTrue(plan.out().contains("  disable  1   leaver"), plan.out());
    assertTrue(!check.out().contains("FAIL"), check.out());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SLAPD , '\\bsn\\b'
          SLAPD , '\\bmember\\b'
          SLAPD , 'entry,children,'
          DS389 , '\\|\\| sn\\b'
          DS389 , 'aci: .*allow \\(add\\).*\n'
          DS389 , 'aci: .*moddn.*\n'
          DS389 , '\\|\\| member\\b'
          SAMBA , '\\(OA;CI;DC;[^)]*\\)'
          SAMBA , '\\(OA;CI;CC;[^)]*\\)'
          SAMBA , '\\(OA;CIIO;WP;[^)]*\\)'
          """)
  void oneRightLessIsToldAndNamed(DirectoryKind kind, String right) throws Exception {
    begin(kind);
    String rights = shell.run("rights", "directory").expect(0).out();
    String less = rights.replaceAll(right, "").replace(",,", ",").replace("=,", "=");
    assertTrue(!less.equals(rights), rights);
    grant(kind, less);

    Ran first = shell.run("run");
    shell.file(
        "people.csv",
        people()
            .replace("Anna,Ek,Layout", "Anna,Holm,Edit")
            .replace("Cem,Ay,Layout,cgi", "Cem,Ay,Layout,vfx"));
    Ran second = shell.run("run");

    String said = first.err() + second.err() + first.out() + second.out();
    assertTrue(
        Stream.of(
                "LDAP-RIGHTS",
                "LDAP-READ-RIGHTS",
                "LDAP-NO-BASE",
                "LDAP-MEMBER-REFUSED",
                "LDAP-REFERENCE-KEPT")
            .anyMatch(code -> said.contains(code + ":")),
        said);
  }

  @Test
  void isPrintedWithoutAServerAndForOtherSystems() {
    shell = new Shell(desk);
    shell.file(
        "rollcall.yaml",
        """
        systems:
          hr: { type: sql, url: "jdbc:postgresql://db.example.com/hr", username: rollcall }
          directory: { type: ldap, url: "ldaps://ldap.example.com", bind_dn: "cn=rollcall,dc=example,dc=com", bind_password: "${env:P}" }
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              read: select u.id, u.login from people u join teams t on t.id = u.team
              anchor: id
              match: [uid]
              at: ou=people,dc=example,dc=com
              rdn: uid
              disable_by: { attribute: employeeType, value: left }
              attributes: { objectClass: [account], uid: login }
        """);
    shell.with("P", "secret");

    Ran sql = shell.run("rights", "hr").expect(0);
    Ran slapd = shell.run("rights", "directory", "--kind", "openldap").expect(0);
    Ran windows = shell.run("rights", "directory", "--kind", "ad").expect(0);

    assertEquals(
        List.of("GRANT SELECT ON people TO rollcall;", "GRANT SELECT ON teams TO rollcall;"),
        sql.out().lines().skip(1).toList());
    assertEquals(
        """
        dn: olcDatabase={1}mdb,cn=config
        changetype: modify
        add: olcAccess
        olcAccess: {0}to dn.subtree="ou=people,dc=example,dc=com" attrs=entry,children,employeeType,objectClass,uid by dn.exact="cn=rollcall,dc=example,dc=com" write by * break
        olcAccess: {1}to dn.subtree="ou=people,dc=example,dc=com" attrs=entryUUID by dn.exact="cn=rollcall,dc=example,dc=com" read by * break
        """,
        slapd.out().lines().skip(1).map(line -> line + "\n").reduce("", String::concat));
    assertTrue(
        windows
            .out()
            .contains("dsacls \"ou=people,dc=example,dc=com\" /I:T /G \"ACCOUNT:CC;user\""),
        windows.out());
    shell.run("rights", "hq").stopped(3, "CLI-NO-SYSTEM");
  }

  @Test
  void groupsAreDeletedOnlyByWhomTheConfigurationLets() {
    shell = new Shell(desk).with("P", "secret");
    String configuration =
        """
        systems:
          hr: { type: file, path: people.csv }
          directory: { type: ldap, url: "ldaps://ldap.example.com", bind_dn: "cn=rollcall,dc=example,dc=com", bind_password: "${env:P}" }
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              anchor: id
              match: [uid]
              at: ou=people,dc=example,dc=com
              rdn: uid
              attributes: { objectClass: [account], uid: login }
            groups: { by: team, at: "ou=groups,dc=example,dc=com", gone: GONE }
        """;
    shell.file("rollcall.yaml", configuration.replace("GONE", "leave"));
    Ran kept = shell.run("rights", "directory", "--kind", "ds389").expect(0);
    shell.file("rollcall.yaml", configuration.replace("GONE", "delete"));
    Ran deleted = shell.run("rights", "directory", "--kind", "ds389").expect(0);

    assertTrue(!kept.out().contains("deletes groups"), kept.out());
    assertTrue(deleted.out().contains("deletes groups"), deleted.out());
  }

  @Test
  void areWholeHoweverManyAttributesAreMapped() throws Exception {
    begin(DirectoryKind.SAMBA);
    String some = "sn: last";
    String many =
        Stream.of(
                "givenName",
                "displayName",
                "mail",
                "title",
                "company",
                "department",
                "info",
                "comment")
            .map(name -> name + ": last")
            .reduce(some, (all, next) -> all + "\n        " + next);
    shell.file("rollcall.yaml", configuration(DirectoryKind.SAMBA).replace(some, many));

    Ran rights = shell.run("rights", "directory").expect(0);

    List<String> commands = rights.out().lines().filter(line -> line.contains("--sddl=")).toList();
    assertTrue(commands.stream().anyMatch(line -> line.length() > 2000), rights.out());
    assertTrue(commands.stream().allMatch(line -> line.endsWith(")\"")), rights.out());
  }
}
