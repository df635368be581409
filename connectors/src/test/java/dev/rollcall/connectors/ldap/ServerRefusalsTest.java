// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Reason.Why;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What real servers refuse, and what a person is told of it: a code, the server's own words, and
/// what to do.
class ServerRefusalsTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options -> options.tls().overlays("ppolicy").writer("ou=users", "ou=areas"));

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
  private static final String SYNTAX_389 =
      """
      dn: cn=config
      changetype: modify
      replace: passwordCheckSyntax
      passwordCheckSyntax: %s
      -
      replace: passwordMinLength
      passwordMinLength: %d
      """;
  private static final String READ_ONLY_389 =
      """
      dn: cn=config
      changetype: modify
      replace: nsslapd-readonly
      nsslapd-readonly: %s
      """;
  private static final String UUID_OF_HERS = "c5a1c1a6-5b5e-4a53-9ab3-cf1a0d2f7a11";

  @TempDir Path folder;
  private String login;

  @BeforeEach
  void begin() {
    login = "u" + UUID.randomUUID().toString().substring(0, 13);
  }

  @Test
  void aPasswordThatOpenLdapFindsTooShort() throws Exception {
    slapd.get().load(POLICY.formatted(30, 2));
    try (Desk desk = desk(slapd.get(), writer(), Optional.of(PasswordScheme.PLAIN))) {
      Outcome outcome = desk.apply(desk.create("mara"));

      assertRefused(
          "LDAP-PASSWORD-POLICY", "fails quality checking policy", "initial_password", outcome);
      assertEquals(List.of(), desk.all());
    } finally {
      slapd.get().load(POLICY.formatted(8, 1));
    }
  }

  @Test
  void aPasswordThat389FindsTooShort() throws Exception {
    DirectoryServer389 server = server389.get();
    server.load(SYNTAX_389.formatted("on", 30));
    try (Desk desk = desk(server, somebody("all"), Optional.empty())) {
      Outcome outcome = desk.apply(desk.create("mara"));

      assertRefused(
          "LDAP-PASSWORD-POLICY", "password must be at least 30", "initial_password", outcome);
    } finally {
      server.load(SYNTAX_389.formatted("off", 8));
    }
  }

  @Test
  void aPasswordThatActiveDirectoryFindsTooShort() throws Exception {
    InitialPassword few = password(8, Optional.empty());
    SambaServer server = samba.get();
    try (AdDesk desk = adDesk(new NewAccounts(Optional.empty(), Optional.of(few)))) {
      server.tool("domain", "passwordsettings", "set", "--min-pwd-length=12");

      Outcome outcome = desk.apply(desk.create("Mara", login));

      assertRefused("LDAP-PASSWORD-POLICY", "0000052D", "initial_password", outcome);
    } finally {
      server.tool("domain", "passwordsettings", "set", "--min-pwd-length=7");
    }
  }

  /// Samba enables such an account; Windows does not, in these words.
  @Test
  void anAccountThatWindowsDoesNotEnableWithoutAPassword() throws Exception {
    try (AdDesk desk = adDesk(NewAccounts.PLAIN)) {
      Change enable = desk.enable(desk.created("Mara", login));
      LDAPResult windows =
          new LDAPResult(
              2,
              ResultCode.UNWILLING_TO_PERFORM,
              "0000052D: SvcErr: DSID-031A1254, problem 5003 (WILL_NOT_PERFORM), data 0",
              null,
              List.of(),
              List.of());

      Problem problem =
          BrokenRules.of(enable, windows.getResultCode(), Refusals.said(windows)).orElseThrow();

      assertEquals("LDAP-PASSWORD-POLICY", problem.code());
      assertTrue(problem.what().contains("was not enabled"), problem.text());
      assertTrue(problem.why().contains("DSID-031A1254"), problem.text());
      assertTrue(problem.fix().startsWith("give it a password first"), problem.text());
    }
  }

  @Test
  void severalValuesWhereOneIsAllowed() throws Exception {
    Map<String, List<String>> two = Map.of("employeeNumber", List.of("1", "2"));
    for (LdapServer server : List.of(slapd.get(), server389.get())) {
      try (Desk desk = desk(server, administrator(server), Optional.empty())) {
        Outcome outcome = desk.apply(desk.create("mara", two));

        assertRefused("LDAP-SINGLE-VALUED", "multiple values", "choose one", outcome);
      }
    }
    try (AdDesk desk = adDesk(NewAccounts.PLAIN)) {
      Account mara = desk.created("Mara", login);

      Outcome outcome =
          desk.apply(update(desk, mara, new Edit("department", List.of(), List.of("1", "2"))));

      assertRefused("LDAP-SINGLE-VALUED", "(20)", "choose one", outcome);
    }
  }

  @Test
  void aManagerWhoIsNotThere() throws Exception {
    try (AdDesk desk = adDesk(NewAccounts.PLAIN)) {
      Account mara = desk.created("Mara", login);
      Edit manager = new Edit("manager", List.of(), List.of("CN=nobody," + samba.get().suffix()));

      Outcome outcome = desk.apply(update(desk, mara, manager));

      assertRefused("LDAP-REFERENCE-MISSING", "000020B5", "make that entry first", outcome);
    }
  }

  @Test
  void anAttributeThatTheServerKeepsForItself() throws Exception {
    try (Desk desk = desk(slapd.get(), writer(), Optional.empty())) {
      Account mara = desk.created("mara");

      Outcome outcome =
          desk.apply(desk.update(mara, new Edit("entryUUID", List.of(), List.of(UUID_OF_HERS))));

      assertRefused("LDAP-NOT-WRITABLE", "no user modification allowed", "remove", outcome);
    }
  }

  @Test
  void aNameThatAnotherEntryHas() throws Exception {
    for (LdapServer server : List.of(slapd.get(), server389.get())) {
      try (Desk desk = desk(server, administrator(server), Optional.empty())) {
        Account mara = desk.created("mara");
        desk.created("nils");

        Outcome renamed = desk.apply(desk.rename(mara, "nils"));
        Outcome created = desk.apply(desk.create("nils", Map.of("cn", List.of("Nils Ek"))));

        assertRefused("LDAP-EXISTS", "(68)", "ldapsearch -b 'uid=nils,", renamed);
        assertRefused("LDAP-EXISTS", "other values in cn", "ldapsearch", created);
      }
    }
  }

  @Test
  void anEntryThatIsGone() throws Exception {
    try (Desk desk = desk(slapd.get(), writer(), Optional.empty())) {
      Account mara = desk.created("mara");
      desk.administrator().delete(mara.key().value());

      Outcome outcome = desk.apply(desk.disable(mara));

      Problem problem = assertInstanceOf(Outcome.Stale.class, outcome).problem();
      assertEquals("LDAP-GONE", problem.code(), problem.text());
      assertEquals("plan again", problem.fix());
    }
  }

  @Test
  void aPlaceThatIsNotThere() throws Exception {
    try (Desk desk = desk(server389.get(), server389.get().admin(), Optional.empty())) {
      Change.Create create = desk.create("mara");
      String nowhere = "uid=mara,ou=nowhere," + server389.get().suffix();

      Outcome outcome =
          desk.apply(new Change.Create(subject(nowhere), create.attributes(), create.reason()));

      assertRefused("LDAP-NO-PARENT", "no such object (32)", "correct `at`", outcome);
    }
    try (AdDesk desk = adDesk(NewAccounts.PLAIN)) {
      Change.Create create = desk.create("Mara", login);
      String nowhere = "CN=Mara,OU=nowhere," + samba.get().suffix();

      Outcome outcome =
          desk.apply(new Change.Create(subject(nowhere), create.attributes(), create.reason()));

      assertRefused("LDAP-NO-PARENT", "parent does not exist", "correct `at`", outcome);
    }
  }

  @Test
  void anEntryWithOthersBelow() throws Exception {
    try (Desk desk = desk(server389.get(), server389.get().admin(), Optional.empty())) {
      Account mara = desk.created("mara");
      server389
          .get()
          .load("dn: cn=phone,%s\nobjectClass: device\ncn: phone\n".formatted(mara.key()));

      assertRefused("LDAP-HAS-CHILDREN", "(66)", "-s one dn", desk.apply(desk.delete(mara)));
    }
  }

  @Test
  void aRightThatIsMissing() throws Exception {
    Credentials who = somebody("read, search, compare");
    try (Desk desk = desk(server389.get(), who, Optional.empty())) {
      Outcome outcome = desk.apply(desk.create("mara"));

      assertRefused("LDAP-RIGHTS", "'add' privilege", "aci: ", outcome);
    }
  }

  @Test
  void aServerThatOnlyReads() throws Exception {
    DirectoryServer389 server = server389.get();
    try (Desk desk = desk(server, server.admin(), Optional.empty())) {
      desk.target().model();
      server.load(READ_ONLY_389.formatted("on"));
      try {
        Outcome outcome = desk.apply(desk.create("mara"));

        assertRefused("LDAP-UNWILLING", "Server is read-only", "read-only replica", outcome);
      } finally {
        server.load(READ_ONLY_389.formatted("off"));
      }
    }
  }

  @Test
  void anEntryThatActiveDirectoryNeverGivesUp() throws Exception {
    try (AdDesk desk = adDesk(NewAccounts.PLAIN)) {
      Reason reason = new Reason(Why.LEAVER, "a test says so");
      String users = "CN=Users," + samba.get().suffix();
      String administrator = "CN=Administrator," + users;

      Outcome unwilling = desk.apply(new Change.Delete(subject(users), reason));
      Outcome other = desk.apply(new Change.Delete(subject(administrator), reason));

      assertRefused("LDAP-UNWILLING", "it isn't permitted", "log", unwilling);
      assertRefused("LDAP-REFUSED", "other (80)", "the server's log", other);
    }
  }

  private static void assertRefused(String code, String said, String fix, Outcome outcome) {
    Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
    assertEquals(code, problem.code(), problem.text());
    assertTrue(problem.why().contains(said), problem.text());
    assertTrue(problem.fix().contains(fix), problem.text());
  }

  private static Change update(AdDesk desk, Account account, Edit edit) {
    return new Change.Update(
        desk.subject(account), List.of(edit), new Reason(Why.MOVER, "a test says so"));
  }

  private static Subject subject(String dn) {
    return new Subject(new AccountKey(dn), Optional.empty(), Optional.empty(), dn);
  }

  private static Credentials writer() {
    return slapd.get().account("rollcall");
  }

  private static Credentials administrator(LdapServer server) {
    return server instanceof SlapdServer ? writer() : server.admin();
  }

  /// An account of 389 with these rights everywhere.
  private Credentials somebody(String rights) {
    DirectoryServer389 server = server389.get();
    String dn = "cn=%s,ou=services,%s".formatted(login, server.suffix());
    server.load(
        """
        dn: %1$s
        objectClass: organizationalRole
        objectClass: simpleSecurityObject
        cn: %2$s
        userPassword: long enough

        dn: %3$s
        changetype: modify
        add: aci
        aci: (targetattr="*")(version 3.0; acl "%2$s"; allow (%4$s) userdn="ldap:///%1$s";)
        """
            .formatted(dn, login, server.suffix(), rights));
    return new Credentials(dn, "long enough");
  }

  private Desk desk(LdapServer server, Credentials who, Optional<PasswordScheme> scheme)
      throws Exception {
    LdapAccounts accounts =
        new LdapAccounts(
            "ou=users," + server.freshArea(),
            "uid",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new NewAccounts(Optional.empty(), Optional.of(password(20, scheme))));
    return new Desk(
        new LdapTarget(Settings.secure(server, who).build(), accounts), server.connect());
  }

  private AdDesk adDesk(NewAccounts newcomers) throws Exception {
    SambaServer server = samba.get();
    LdapAccounts accounts =
        new LdapAccounts(
            "OU=users," + Capitals.of(server.freshArea()),
            "cn",
            Optional.of("(objectClass=user)"),
            Optional.empty(),
            Optional.empty(),
            newcomers);
    return AdDesk.at(Settings.secure(server, server.admin()), accounts, server.connect());
  }

  private InitialPassword password(int length, Optional<PasswordScheme> scheme) {
    return new InitialPassword(
        new Origin.Generated(
            new PasswordPolicy(length, EnumSet.allOf(PasswordPolicy.Letters.class)),
            PasswordChannel.file(folder.resolve("told")),
            scheme),
        Optional.empty(),
        false);
  }
}
