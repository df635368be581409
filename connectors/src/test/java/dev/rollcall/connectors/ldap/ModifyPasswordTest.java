// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// First passwords that are set by the operation of RFC 3062.
class ModifyPasswordTest {
  private static final String ROLLCALL = "cn=rollcall,ou=services,dc=example,dc=com";

  /// An account that may write passwords and not read them.
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options ->
          options
              .tls()
              .overlays("ppolicy")
              .writer("ou=users", "ou=areas")
              .accessRule(
                  "to attrs=userPassword by dn.exact=\"%s\" =w by anonymous auth by * none"
                      .formatted(ROLLCALL)));

  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> server389 = Servers.sharedDirectory389();

  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  private static final String POLICY =
      """
      dn: cn=default,ou=policies,dc=example,dc=com
      changetype: modify
      replace: pwdMinLength
      pwdMinLength: %d
      -
      replace: pwdCheckQuality
      pwdCheckQuality: %d
      """;

  @TempDir Path folder;

  @Test
  void openLdapHashesItAndItOpensTheAccount() throws Exception {
    try (Desk desk = desk(slapd.get(), Optional.empty(), false)) {
      Change.Create create = desk.create("mara");
      String dn = create.subject().key().value();

      Outcome outcome = desk.apply(create);

      assertInstanceOf(Outcome.Applied.class, outcome);
      assertTrue(slapd.get().values(dn, "userPassword").getFirst().startsWith("{SSHA}"));
      assertTrue(opens(slapd.get(), dn, delivered()));
    }
  }

  @Test
  void isSetBy389Too() throws Exception {
    try (Desk desk = desk(server389.get(), Optional.empty(), false)) {
      Change.Create create = desk.create("mara");

      assertInstanceOf(Outcome.Applied.class, desk.apply(create));

      assertTrue(opens(server389.get(), create.subject().key().value(), delivered()));
    }
  }

  @Test
  void isSeenNowhereButInItsChannel() throws Exception {
    try (Desk desk = desk(slapd.get(), Optional.empty(), false)) {
      Change.Create create = desk.create("mara");

      Outcome outcome = desk.apply(create);
      StringBuilder backup = new StringBuilder();
      desk.target().backupAll(backup);

      String seen = outcome + create.toString() + desk.target().ldif(create) + backup;
      assertFalse(seen.contains(delivered()), seen);
      assertFalse(
          new Step.Question.SetPassword("uid=mara", Secret.of("hunter22"))
              .toString()
              .contains("hunter22"));
    }
  }

  @Test
  void everyoneOfManyGetsTheirOwn() throws Exception {
    try (Desk desk = desk(slapd.get(), Optional.empty(), false)) {
      List<Change> creates = List.of(desk.create("mara"), desk.create("nils"), desk.create("holm"));

      List<Outcome> outcomes = desk.target().apply(creates);

      assertTrue(outcomes.stream().allMatch(Outcome.Applied.class::isInstance), outcomes::toString);
      List<String> lines = Files.readAllLines(folder.resolve("told"));
      assertEquals(3, lines.size());
      for (String line : lines) {
        String dn = line.substring(line.indexOf("uid="), line.indexOf("\", \"person"));
        assertTrue(opens(slapd.get(), dn, password(line)), line);
      }
    }
  }

  @Test
  void hasToBeChangedAtTheFirstSignInWhereConfiguredSo() throws Exception {
    try (Desk desk = desk(slapd.get(), Optional.empty(), true)) {
      Change.Create create = desk.create("mara");
      String dn = create.subject().key().value();

      assertInstanceOf(Outcome.Applied.class, desk.apply(create));

      assertEquals(List.of("TRUE"), slapd.get().values(dn, "pwdReset"));
      assertTrue(opens(slapd.get(), dn, delivered()));
    }
  }

  @Test
  void saysThatTheAccountIsThereWithoutOneAndWhatToDo() throws Exception {
    slapd.get().load(POLICY.formatted(30, 2));
    try (Desk desk = desk(slapd.get(), Optional.of(false), false)) {
      Change.Create create = desk.create("mara");
      String dn = create.subject().key().value();

      Problem problem = assertInstanceOf(Outcome.Refused.class, desk.apply(create)).problem();

      assertEquals("LDAP-PASSWORD-NOT-SET", problem.code(), problem.text());
      assertTrue(problem.what().contains("was created disabled, but"), problem.text());
      assertTrue(problem.why().contains("Password fails quality checking policy"), problem.text());
      assertTrue(problem.fix().contains("ldappasswd -S '" + dn), problem.text());
      assertFalse(desk.read("mara").enabled());
      assertEquals(List.of(), slapd.get().values(dn, "userPassword"));
      assertEquals("", Files.readString(folder.resolve("told")));
    } finally {
      slapd.get().load(POLICY.formatted(8, 1));
    }
  }

  @Test
  void theRightItNeedsIsPrinted() throws Exception {
    SlapdServer server = slapd.get();
    LdapAccounts accounts = accounts(server, Optional.empty(), false);
    Settings settings =
        Settings.of(server.ldapsUri()).as(server.account("rollcall")).trusting(server.caFile());
    String rules = rights(settings, accounts);

    assertTrue(
        rules.contains("attrs=userPassword by dn.exact=\"%s\" =w".formatted(ROLLCALL)), rules);
  }

  @Test
  void isSentOverTlsOnly() throws Exception {
    SlapdServer server = slapd.get();
    Settings plain = Settings.of(server.uri()).as(server.account("rollcall")).allowingPlaintext();
    LdapAccounts accounts = accounts(server, Optional.empty(), false);
    try (Desk desk = new Desk(new LdapTarget(plain.build(), accounts), server.connect())) {
      Problem problem =
          assertInstanceOf(Outcome.Refused.class, desk.apply(desk.create("mara"))).problem();

      assertEquals("LDAP-PASSWORD-NEEDS-TLS", problem.code());
      assertEquals(List.of(), desk.all());
      assertTrue(
          check(desk.target()).stream()
              .anyMatch(finding ->
                  finding instanceof Finding.Bad(Problem bad)
                      && bad.code().equals("LDAP-PASSWORD-NEEDS-TLS")));
    }
  }

  @Test
  void aCheckSaysWhetherTheServerOffersIt() throws Exception {
    try (Desk desk = desk(slapd.get(), Optional.empty(), false);
        Desk windows = desk(samba.get(), Optional.empty(), false)) {
      assertTrue(check(desk.target()).toString().contains("operation of RFC 3062"));
      Finding.Bad bad =
          check(windows.target()).stream()
              .filter(Finding.Bad.class::isInstance)
              .map(Finding.Bad.class::cast)
              .filter(it -> it.problem().code().equals("LDAP-NO-MODIFY-PASSWORD"))
              .findFirst()
              .orElseThrow();

      assertTrue(bad.problem().why().contains("1.3.6.1.4.1.4203.1.11.1"), bad::toString);
      assertTrue(bad.problem().fix().contains("leave `scheme` out"), bad::toString);
    }
  }

  private static List<Finding> check(LdapTarget target) {
    return target.check(
        new AccountRequest(List.of("cn"), Optional.empty()), EnumSet.of(Kind.CREATE));
  }

  private static String rights(Settings settings, LdapAccounts accounts) throws Exception {
    LdapRights rights = LdapRights.ask(settings.build());
    rights.keeps(accounts, List.of("uid", "cn"), EnumSet.of(Kind.CREATE));
    return String.join("\n", rights.lines());
  }

  private LdapAccounts accounts(LdapServer server, Optional<Boolean> enabled, boolean mustChange) {
    InitialPassword password =
        new InitialPassword(
            new Origin.Generated(
                PasswordPolicy.USUAL,
                PasswordChannel.file(folder.resolve("told")),
                Optional.of(PasswordScheme.MODIFY_PASSWORD)),
            Optional.empty(),
            mustChange);
    return new LdapAccounts(
        "ou=users," + server.freshArea(),
        "uid",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new NewAccounts(enabled, Optional.of(password)));
  }

  private Desk desk(LdapServer server, Optional<Boolean> enabled, boolean mustChange)
      throws Exception {
    Credentials who =
        server instanceof SlapdServer some ? some.account("rollcall") : server.admin();
    return new Desk(
        new LdapTarget(Settings.secure(server, who).build(), accounts(server, enabled, mustChange)),
        server.connect());
  }

  private String delivered() throws Exception {
    return password(Files.readString(folder.resolve("told")));
  }

  private static String password(String line) {
    String rest = line.substring(line.indexOf("\"password\": \"") + 13);
    return rest.substring(0, rest.indexOf("\"}"));
  }

  private static boolean opens(LdapServer server, String dn, String password) {
    try (LDAPConnection connection = server.connect(new Credentials(dn, password))) {
      return connection.isConnected();
    } catch (LDAPException refused) {
      return false;
    }
  }
}
