// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// People whose logins are as hard to write in a DN as can be: created, renamed and put into a
/// group, and the next plan has nothing to say.
class HardNamesTest {
  private static final List<String> LOGINS =
      List.of(
          "#first",
          "#04024869",
          "a,b",
          "a+b=c",
          "a;b",
          "a\"b",
          "\"quoted\"",
          "back\\slash",
          "ends\\",
          "\\2c",
          "a\\,b",
          "<less>",
          "=equals",
          "x,ou=services",
          "*",
          "x)(uid=*",
          "two  spaces",
          "李小龙",
          "🎬 clip",
          "e\u0301tude",
          "ß",
          "'quote'",
          "$(id)",
          "%00",
          "&amp;");

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
          hr: { type: file, path: people.csv }
          directory:
            type: ldap
            url: %1$s
            bind_dn: %2$s
            bind_password: ${env:LDAP_PASSWORD}
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              anchor: number
              anchor_in: employeeNumber
              match: employeeNumber
              at: 'ou=users,%3$s'
              rdn: uid
              attributes:
                objectClass: [inetOrgPerson]
                uid: login
                cn: login
                sn: login
                employeeNumber: number
            groups:
              by: team
              at: 'ou=groups,%3$s'
        """
            .formatted(SLAPD.get().uri(), admin.dn(), area));
  }

  @Test
  void everyNameIsWrittenAndReadBackEqual() throws Exception {
    people(LOGINS);
    shell.run("run").expect(0);

    shell.run("plan").expect(0);
    assertThere(LOGINS);
  }

  @Test
  void everyNameIsRenamedTo() throws Exception {
    people(LOGINS);
    shell.run("run").expect(0);
    List<String> renamed = new ArrayList<>(LOGINS.subList(1, LOGINS.size()));
    renamed.add("last, but # not + least ");
    renamed.replaceAll(login -> login.strip() + "~");

    people(renamed);
    shell.run("run").expect(0);

    shell.run("plan").expect(0);
    assertThere(renamed);
  }

  /// That these people are there, each right below its place, and all in the group.
  private void assertThere(List<String> logins) throws Exception {
    DN place = new DN("ou=users," + area);
    try (LDAPConnection connection = SLAPD.get().connect()) {
      List<String> found = new ArrayList<>();
      TreeSet<DN> names = new TreeSet<>();
      for (Entry entry :
          Objects.requireNonNull(
              connection
                  .search(place.toString(), SearchScope.SUB, "(objectClass=inetOrgPerson)", "uid")
                  .getSearchEntries())) {
        DN dn = entry.getParsedDN();
        RDN rdn = Objects.requireNonNull(dn.getRDN());
        String login = Objects.requireNonNull(entry.getAttributeValue("uid"));
        assertEquals(place, dn.getParent());
        assertEquals(login, rdn.getAttributeValues()[0]);
        found.add(login);
        names.add(dn);
      }
      assertEquals(new TreeSet<>(logins), new TreeSet<>(found));
      TreeSet<DN> members = new TreeSet<>();
      Entry group =
          Objects.requireNonNull(connection.getEntry("cn=vfx,ou=groups," + area, "member"));
      for (String member : Objects.requireNonNull(group.getAttributeValues("member"))) {
        members.add(new DN(member));
      }
      assertEquals(names, members);
    }
  }

  private void people(List<String> logins) {
    StringBuilder csv = new StringBuilder("number,login,team\n");
    for (int i = 0; i < logins.size(); i++) {
      csv.append(i).append(",\"").append(logins.get(i).replace("\"", "\"\"")).append("\",vfx\n");
    }
    shell.file("people.csv", csv.toString());
  }
}
