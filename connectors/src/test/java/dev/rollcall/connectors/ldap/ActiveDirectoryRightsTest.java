// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ActiveDirectoryRightsTest {
  @RegisterExtension static final ServerExtension<SambaServer> samba = Servers.samba();

  // The schemaIDGUID of class user: MS-ADSC 2.263.
  private static final String USER = "bf967aba-0de6-11d0-a285-00aa003049e2";
  // Reset Password, a right of its own: MS-ADTS 5.1.3.2.1.
  private static final String RESET = "00299570-246d-11d0-a768-00aa006e0529";
  private static final String PASSWORD = "Rights-of-its-own-1";

  @TempDir Path folder;
  private String area;

  @BeforeEach
  void begin() {
    area = Capitals.of(samba.get().freshArea());
  }

  @Test
  void aDelegatedAccountNeedsNoMoreThanTheseRights() throws Exception {
    Credentials who = account("enough");
    delegate(who, "(OA;CI;CCDC;USER;;SID)(OA;CIIO;RPWP;;USER;SID)(OA;CIIO;CR;RESET;USER;SID)");
    try (AdDesk desk = desk(who)) {
      Account account = desk.created("Mara Lind", "mara1");

      List<Finding> findings = check(desk);
      Outcome renamed = desk.apply(desk.rename(account, "Mara Berg"));
      Outcome disabled = desk.apply(desk.disable(desk.read("mara1")));

      assertEquals(List.of(), findings.stream().filter(Finding.Bad.class::isInstance).toList());
      assertInstanceOf(Outcome.Applied.class, renamed);
      assertInstanceOf(Outcome.Applied.class, disabled);
    }
  }

  @Test
  void oneWithoutRightsIsToldWhichAreMissingBeforeAnythingIsWritten() throws Exception {
    try (AdDesk administrators = desk(samba.get().admin())) {
      administrators.created("Mara Lind", "mara2");
    }
    try (AdDesk desk = desk(account("nothing"))) {
      String findings = check(desk).toString();
      Outcome outcome = desk.apply(desk.rename(desk.read("mara2"), "Mara Berg"));

      assertTrue(findings.contains("has no right to add entries"), findings);
      assertTrue(findings.contains("has no right to write userAccountControl"), findings);
      assertTrue(findings.contains("has no right to write displayName"), findings);
      assertEquals(
          "LDAP-RIGHTS", assertInstanceOf(Outcome.Refused.class, outcome).problem().code());
    }
  }

  private static List<Finding> check(AdDesk desk) {
    return desk.target()
        .check(
            new AccountRequest(List.of("cn", "displayName"), Optional.empty()),
            EnumSet.of(Kind.CREATE, Kind.UPDATE, Kind.RENAME, Kind.DISABLE, Kind.ENABLE));
  }

  private static Credentials account(String name) {
    SambaServer server = samba.get();
    server.tool("user", "create", name, PASSWORD);
    return new Credentials("CN=%s,CN=Users,%s".formatted(name, server.suffix()), PASSWORD);
  }

  private void delegate(Credentials who, String rights) {
    SambaServer server = samba.get();
    String sid = Layout.values(server.entry(who.dn()).orElseThrow(), "objectSid").getFirst();
    server.tool(
        "dsacl",
        "set",
        "--objectdn=OU=users," + area,
        "--sddl=" + rights.replace("USER", USER).replace("RESET", RESET).replace("SID", sid));
  }

  private InitialPassword password() {
    return new InitialPassword(
        new Origin.Generated(
            PasswordPolicy.USUAL, PasswordChannel.file(folder.resolve("told")), Optional.empty()),
        Optional.empty(),
        true);
  }

  private AdDesk desk(Credentials who) throws Exception {
    SambaServer server = samba.get();
    LdapAccounts accounts =
        new LdapAccounts(
            "OU=users," + area,
            "cn",
            Optional.of("(objectClass=user)"),
            Optional.empty(),
            Optional.empty(),
            new NewAccounts(Optional.empty(), Optional.of(password())));
    return AdDesk.at(Settings.secure(server, who), accounts, server.connect());
  }
}
