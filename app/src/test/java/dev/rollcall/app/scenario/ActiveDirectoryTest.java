// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A company keeps its accounts in Active Directory.
class ActiveDirectoryTest {
  @RegisterExtension static final SharedServerExtension<SambaServer> SAMBA = Servers.sharedSamba();

  private static final String ALL =
      """
      id,login,given,family,status
      1,maraNUMBER,Mara,Lind,active
      2,weiNUMBER,Wei,"Li, Jr",active
      """;

  @TempDir private Path desk;
  private String area;
  // Logins are unique in a domain, and all tests have one domain.
  private String number;
  private Shell shell;

  @BeforeEach
  void found() {
    SambaServer server = SAMBA.get();
    area = server.freshArea();
    number = LdapServer.areaNumber(area);
    shell = new Shell(desk).asAdministratorOf(server);
    shell.file("people.csv", people());
    shell.file("rollcall.yaml", configuration());
  }

  private String people() {
    return ALL.replace("NUMBER", number);
  }

  private String configuration() {
    SambaServer server = SAMBA.get();
    return """
    systems:
      hr: { type: file, path: people.csv }
      ad:
        type: ldap
        url: %s
        ca_file: %s
        bind_dn: ${env:LDAP_DN}
        bind_password: ${env:LDAP_PASSWORD}
    syncs:
      hr-to-ad:
        from: hr
        to: ad
        users:
          anchor: id
          where: status == 'active'
          match: [sAMAccountName]
          at: OU=users,%s
          rdn: cn
          accounts_filter: (&(objectClass=user)(objectCategory=person))
          anchor_in: employeeID
          disable_by: { move_to: "OU=groups,%s" }
          initial_password: { file: first.jsonl, length: 24 }
          attributes:
            objectClass: [user]
            cn: given + ' ' + family
            displayName: given + ' ' + family
            sAMAccountName: login
            givenName: given
            sn: family
    """
        .formatted(server.ldapsUri(), server.caFile(), area, area);
  }

  @Test
  void joinersMoversLeaversAndReturnersAreWhatTheServersOwnToolShows() throws Exception {
    shell.run("check").expect(0);
    shell.run("run").expect(0);
    String joined = show("mara");
    List<String> told = passwords();
    boolean opens = opens("CN=Mara Lind,OU=users," + area, told.getFirst());
    shell.run("run").expect(0);

    shell.file(
        "people.csv",
        people().replace("Mara,Lind", "Mara,Berg").replace("Jr\",active", "Jr\",gone"));
    shell.run("run").expect(0);
    String married = show("mara");
    String left = show("wei");

    shell.file("people.csv", people());
    shell.run("run").expect(0);
    String back = show("wei");

    assertTrue(joined.contains("userAccountControl: 512"), joined);
    assertTrue(joined.contains("employeeID: 1"), joined);
    assertTrue(opens);
    assertTrue(married.contains("dn: CN=Mara Berg,OU=users,"), married);
    assertTrue(left.contains("dn: CN=Wei Li\\, Jr,OU=groups,"), left);
    assertTrue(left.contains("userAccountControl: 514"), left);
    assertTrue(back.contains("dn: CN=Wei Li\\, Jr,OU=users,"), back);
    assertTrue(back.contains("userAccountControl: 512"), back);
    assertEquals(2, told.size());
  }

  @Test
  void accountsThatNobodyHasOpenedYetAreKeptInLineAndStayClosed() throws Exception {
    shell.file("rollcall.yaml", configuration().replaceFirst(" *initial_password:.*\n", ""));
    shell.run("run").expect(0);
    Ran again = shell.run("plan");

    shell.file("people.csv", people().replace("Mara,Lind", "Mara,Berg"));
    shell.run("run").expect(0);
    String married = show("mara");

    again.expect(0);
    assertFalse(again.out().contains("not allowed"), again.out());
    assertTrue(married.contains("dn: CN=Mara Berg,OU=users,"), married);
    assertTrue(married.contains("userAccountControl: 514"), married);
  }

  @Test
  void aFirstPasswordIsInItsFileAndNowhereElse() throws Exception {
    Ran plan = shell.run("plan", "--out", "a.plan");
    Ran run = shell.run("run", "--log-level", "debug");
    Ran shown = shell.run("show", "last");
    Ran backup = shell.run("backup", "--sync", "hr-to-ad", "--json");

    List<String> told = passwords();
    assertEquals(2, told.size());
    for (String password : told) {
      for (Ran each : List.of(plan, run, shown, backup)) {
        assertTrue(!(each.out() + each.err()).contains(password), each.command());
      }
      assertEquals(List.of("first.jsonl"), filesWith(password));
    }
  }

  private List<String> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(desk)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> holds(file, text))
          .map(file -> desk.relativize(file).toString())
          .toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private String show(String login) {
    return SAMBA.get().tool("user", "show", login + number);
  }

  private List<String> passwords() {
    return shell
        .text("first.jsonl")
        .lines()
        .map(line -> line.replaceFirst(".*\"password\": \"", "").replaceFirst("\"}$", ""))
        .toList();
  }

  private static boolean opens(String dn, String password) throws Exception {
    try (LDAPConnection connection = SAMBA.get().connect(new Credentials(dn, password))) {
      return connection.isConnected();
    }
  }
}
