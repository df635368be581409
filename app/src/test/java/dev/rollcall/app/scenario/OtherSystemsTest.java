// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
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

/// The same story between other systems.
class OtherSystemsTest {
  @RegisterExtension
  static final SharedServerExtension<MariaDbServer> MARIADB = Servers.sharedMariaDb();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  private static final String FIRST_DAY =
      """
      id,login,first,last,mail,status
      1,anna.ek,Anna,Ek,anna.ek@studio.example,active
      2,bo.li,Bo,Li,bo.li@studio.example,active
      3,cem.ay,Cem,Ay,cem.ay@studio.example,active
      """;

  private static final String SECOND_DAY =
      """
      id,login,first,last,mail,status
      1,anna.holm,Anna,Holm,anna.holm@studio.example,active
      2,bo.li,Bo,Li,bo.li@studio.example,left
      6,mara.lind,Mara,Lind,mara.lind@studio.example,active
      """;

  private static final String FROM_FILE =
      """
      systems:
        people: { type: file, path: people.csv }
        directory: { type: ldap, url: "sandbox:directory.ldif" }
      syncs:
        people-to-directory:
          from: people
          to: directory
          users:
            anchor: id
            where: status == 'active'
            match: [uid]
            at: ou=people,dc=studio,dc=example
            rdn: uid
            disable_by: pwdAccountLockedTime
            attributes:
              objectClass: [inetOrgPerson]
              uid: login
              cn: first + ' ' + last
              sn: last
              mail: mail
      """;

  @TempDir private Path desk;

  @Test
  void fromMariaDbToOpenLdap() {
    try (Company company = Company.of(MARIADB.get().freshDatabase(), SLAPD.get(), desk)) {
      Shell shell = company.shell();
      shell.run("check").expect(0);
      shell.run("run").expect(0);
      shell.run("plan").expect(0);
      company.people().hire(6, "mara.lind", "Mara", "Lind");
      company.people().rename(1, "anna.holm", "Holm");
      company.people().status(2, "left");
      company.people().remove(3);

      Ran changes = shell.run("plan", "--changes", "--sync", "hr-to-directory").expect(2);
      String plan = shell.run("plan", "--sync", "hr-to-directory").expect(2).steady();
      shell.run("run").expect(0);

      assertTrue(changes.out().contains("only what changed was read"), changes.out());
      assertEquals(
          """
          hr-to-directory   hr (MariaDB) → directory (OpenLDAP)   5 identities, 5 accounts, both read whole, 0.0 s

            create   1   joiner
              uid=mara.lind           Mara Lind · hr 6

            rename   1   mover
              uid=anna.ek → uid=anna.holm  Anna Holm · hr 1: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm, mail  anna.ek@studio.example → anna.holm@studio.example

            disable  2   leaver
              uid=bo.li               Bo Li · hr 2: status is 'left' in hr
              uid=cem.ay              Cem Ay · hr 3: no longer in hr

            unchanged 2 · unmanaged 0 · problems 0

          safe: leavers 2 of 5 (limit 5 % or 10)
          apply exactly this:  rollcall apply plans/hr-to-directory-PRINT.plan
          """
              .strip(),
          plan);
      shell.run("plan").expect(0);
    }
  }

  @Test
  void fromAFileToTheBuiltInDirectory() {
    Shell shell = new Shell(desk);
    shell.file("rollcall.yaml", FROM_FILE);
    shell.file("people.csv", FIRST_DAY);
    shell.run("check").expect(0);
    shell.run("run").expect(0);
    shell.run("plan").expect(0);
    shell.file("people.csv", SECOND_DAY);

    List<String> plan = shell.run("plan").expect(2).steady().lines().skip(1).toList();
    shell.run("run").expect(0);
    shell.run("plan").expect(0);

    assertEquals(
        """

          create   1   joiner
            uid=mara.lind           Mara Lind · people 6

          rename   1   mover
            uid=anna.ek → uid=anna.holm  Anna Holm · people 1: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm, mail  anna.ek@studio.example → anna.holm@studio.example

          disable  2   leaver
            uid=bo.li               Bo Li · people 2: status is 'left' in people
            uid=cem.ay              Cem Ay · people 3: no longer in people

          unchanged 0 · unmanaged 0 · problems 0

        safe: leavers 2 of 3 (limit 5 % or 10)
        apply exactly this:  rollcall apply plans/people-to-directory-PRINT.plan
        """
            .stripTrailing(),
        String.join("\n", plan));
    assertTrue(shell.text("directory.ldif").contains("uid=anna.holm,ou=people,dc=studio"));
  }
}
