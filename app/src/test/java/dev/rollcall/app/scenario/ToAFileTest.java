// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.MariaDbServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// From a database to a directory, and from there to files.
class ToAFileTest {
  @RegisterExtension
  static final SharedServerExtension<MariaDbServer> MARIADB = Servers.sharedMariaDb();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  private static final String FILES =
      """
        sheet: { type: file, path: phone.csv }
        image: { type: file, path: people.ldif }
      """;

  @TempDir private Path desk;

  @Test
  void aDirectoryIsKeptInSheetsAndImages() {
    try (Company company = Company.of(MARIADB.get().freshDatabase(), SLAPD.get(), desk)) {
      company.configure(
          company.systems()
              + FILES
              + "syncs:\n"
              + company.toDirectory()
              + toFiles(company.usersDn()));
      Shell shell = company.shell();

      shell.run("check").expect(0);
      shell.run("run").expect(0);
      shell.run("run").expect(0);
      shell.run("plan").expect(0);

      assertEquals(5, lines(shell).size() - 1);
      assertEquals("login,mail,name,source,rollcall_id,rollcall_disabled", lines(shell).getFirst());
      assertTrue(
          shell.text("people.ldif").contains("\ndn: uid=bo.li,ou=people,dc=copy\n")
              || shell.text("people.ldif").startsWith("dn: uid=bo.li,ou=people,dc=copy\n"));

      company.people().rename(1, "anna.holm", "Holm");
      company.people().status(2, "left");
      shell.run("run").expect(0);
      shell.run("run").expect(0);
      shell.run("plan").expect(0);

      assertEquals(
          List.of("bo.li"),
          lines(shell).stream()
              .filter(line -> line.endsWith(",true"))
              .map(line -> line.substring(0, line.indexOf(',')))
              .toList());
      assertTrue(lines(shell).stream().anyMatch(line -> line.startsWith("anna.holm,")));
      assertTrue(shell.text("people.ldif").contains("dn: uid=anna.holm,ou=people,dc=copy\n"));
    }
  }

  private static String toFiles(String base) {
    return """
      directory-to-sheet:
        from: directory
        to: sheet
        users:
          base: %1$s
          filter: (objectClass=inetOrgPerson)
          match: [login]
          key: login
          anchor_in: source
          attributes: { login: uid, name: cn, mail: mail }
      directory-to-image:
        from: directory
        to: image
        users:
          base: %1$s
          filter: (objectClass=inetOrgPerson)
          match: [uid]
          key: uid
          at: ou=people,dc=copy
          attributes: { objectClass: [inetOrgPerson], uid: uid, cn: cn, sn: sn, mail: mail }
          leavers: { disable: at once, delete: after 0 days }
    """
        .formatted(base);
  }

  private static List<String> lines(Shell shell) {
    return shell.text("phone.csv").lines().toList();
  }
}
