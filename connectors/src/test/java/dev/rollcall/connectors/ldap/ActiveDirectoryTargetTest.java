// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ActiveDirectoryTargetTest {
  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  private static final int DISABLED = 0x2;
  private static final int NORMAL = 0x200;
  private static final int PASSWORD_NEVER_EXPIRES = 0x10000;

  @TempDir Path folder;
  private String area;
  private String login;

  @BeforeEach
  void begin() {
    area = Capitals.of(samba.get().freshArea());
    login = "u" + UUID.randomUUID().toString().substring(0, 13);
  }

  @Test
  void disablingSetsOneBitAndEnablingTakesItBack() throws Exception {
    try (AdDesk desk = desk(Optional.empty(), withPassword())) {
      Account account = desk.created("Mara Lind", login);
      desk.set(account, "userAccountControl", Integer.toString(NORMAL | PASSWORD_NEVER_EXPIRES));

      assertInstanceOf(Outcome.Applied.class, desk.apply(desk.disable(account)));
      int closed = desk.bits(login);
      Account seen = desk.read(login);
      assertInstanceOf(Outcome.Applied.class, desk.apply(desk.enable(seen)));

      assertEquals(NORMAL | PASSWORD_NEVER_EXPIRES | DISABLED, closed);
      assertFalse(seen.enabled());
      assertEquals(NORMAL | PASSWORD_NEVER_EXPIRES, desk.bits(login));
    }
  }

  @Test
  void leaversAreMovedAndLockedAndReturnersAreNeither() throws Exception {
    Optional<DisableBy> by = Optional.of(new DisableBy.MoveTo("OU=groups," + area));
    try (AdDesk desk = desk(by, withPassword())) {
      Account account = desk.created("Mara Lind", login);

      desk.apply(desk.disable(account));
      Account gone = desk.read(login);
      int closed = desk.bits(login);
      Outcome back = desk.apply(desk.enable(gone));

      assertEquals("CN=Mara Lind,OU=groups," + area, gone.key().value());
      assertFalse(gone.enabled());
      assertEquals(NORMAL | DISABLED, closed);
      assertInstanceOf(Outcome.Applied.class, back);
      assertEquals(account, desk.read(login));
      assertEquals(NORMAL, desk.bits(login));
    }
  }

  @Test
  void anAccountThatIsMovedButNotLockedIsNotClosedYet() throws Exception {
    Optional<DisableBy> by = Optional.of(new DisableBy.MoveTo("OU=groups," + area));
    try (AdDesk desk = desk(by, withPassword())) {
      Account account = desk.created("Mara Lind", login);
      desk.administrator()
          .modifyDN(account.key().value(), "CN=Mara Lind", true, "OU=groups," + area);
      Account half = desk.read(login);

      Outcome outcome = desk.apply(desk.disable(half));

      assertTrue(half.enabled());
      assertInstanceOf(Outcome.Applied.class, outcome);
      assertFalse(desk.read(login).enabled());
    }
  }

  @Test
  void theDeliveredPasswordOpensTheAccountAndNobodyElseSeesIt() throws Exception {
    try (AdDesk desk = desk(Optional.empty(), withPassword())) {
      Change.Create create = desk.create("Mara \"M\" Lind", login);
      String ldif = String.join("\n", desk.target().ldif(create));

      Outcome outcome = desk.apply(create);
      String password = password();
      StringBuilder backup = new StringBuilder();
      desk.target().backupAll(backup);

      assertInstanceOf(Outcome.Applied.class, outcome);
      assertEquals(20, password.length());
      assertEquals("rw-------", permissions());
      assertTrue(opens(desk.read(login), password));
      assertFalse((ldif + outcome + create + backup).contains(password));
      assertFalse(backup.toString().contains("unicodePwd"));
    }
  }

  @Test
  void withoutAPasswordAnAccountBeginsDisabled() throws Exception {
    try (AdDesk desk = desk(Optional.empty(), NewAccounts.PLAIN)) {
      Change.Create create = desk.create("Mara Lind", login);

      Outcome first = desk.apply(create);
      Outcome second = desk.apply(create);

      assertInstanceOf(Outcome.Applied.class, first);
      assertInstanceOf(Outcome.AlreadyDone.class, second);
      assertEquals(NORMAL | DISABLED, desk.bits(login));
      assertFalse(desk.read(login).enabled());
    }
  }

  @Test
  void beginsDisabledWithAPasswordWhereConfiguredSo() throws Exception {
    NewAccounts closed = new NewAccounts(Optional.of(false), withPassword().password());
    try (AdDesk desk = desk(Optional.empty(), closed)) {
      Account account = desk.created("Mara Lind", login);

      assertEquals(NORMAL | DISABLED, desk.bits(login));
      assertFalse(opens(account, password()));
      desk.apply(desk.enable(account));
      assertTrue(opens(account, password()));
    }
  }

  @Test
  void thePasswordHasToBeChangedAtTheFirstSignInWhereConfiguredSo() throws Exception {
    NewAccounts changing = new NewAccounts(Optional.empty(), Optional.of(password(true)));
    try (AdDesk desk = desk(Optional.empty(), changing)) {
      desk.created("Mara Lind", login);

      assertEquals("0", desk.entry(login).getAttributeValue("pwdLastSet"));
    }
  }

  @Test
  void sendsNoPasswordWithoutTls() throws Exception {
    SambaServer server = samba.get();
    Settings half =
        Settings.of(server.ldapsUri(), server.uri()).as(server.admin()).trusting(server.caFile());
    try (AdDesk desk = AdDesk.at(half, accounts(Optional.empty(), withPassword()), root())) {
      Outcome.Refused refused =
          assertInstanceOf(Outcome.Refused.class, desk.apply(desk.create("Mara Lind", login)));

      assertEquals("LDAP-PASSWORD-NEEDS-TLS", refused.problem().code());
      assertEquals(List.of(), desk.all());
    }
  }

  @Test
  void takesNoHashBecauseTheServerDoesNot() throws Exception {
    InitialPassword hashed =
        new InitialPassword(
            new Origin.Hashed(_ -> Optional.of(Secret.of("{SSHA512}abc"))),
            Optional.empty(),
            false);
    NewAccounts newcomers = new NewAccounts(Optional.empty(), Optional.of(hashed));
    try (AdDesk desk = desk(Optional.empty(), newcomers)) {
      Outcome.Refused refused =
          assertInstanceOf(Outcome.Refused.class, desk.apply(desk.create("Mara Lind", login)));

      assertEquals("LDAP-PASSWORD-HASH", refused.problem().code());
    }
  }

  @Test
  void namesComeBackAsTheyWereGivenWhateverIsInThem() throws Exception {
    List<String> names =
        List.of(
            "Lind, Mara",
            "#1 Mara",
            "Mara \"M\" O'Neil",
            "a+b=c;d",
            "<Mara> \\ Lind",
            "Zoë Ångström",
            "李薇",
            "CN=Mara,OU=nowhere",
            "Mara/Lind*(x)");
    try (AdDesk desk = desk(Optional.empty(), NewAccounts.PLAIN)) {
      Account account = desk.created("Mara", login);
      for (String name : names) {
        Outcome outcome = desk.apply(desk.rename(account, name));
        account = desk.read(login);

        assertInstanceOf(Outcome.Applied.class, outcome, name);
        assertEquals(List.of(name), account.values().get(1));
      }
      assertEquals(1, desk.all().size());
    }
  }

  @Test
  void aLoginThatSomebodyElseHasInTheDomainIsRefused() throws Exception {
    try (AdDesk desk = desk(Optional.empty(), NewAccounts.PLAIN)) {
      desk.created("Mara Lind", login);

      Outcome.Refused refused =
          assertInstanceOf(Outcome.Refused.class, desk.apply(desk.create("Mara Berg", login)));

      assertEquals("LDAP-NOT-UNIQUE", refused.problem().code());
      assertEquals(1, desk.all().size());
    }
  }

  @Test
  void showsTheBitsThatDisablingWouldLeave() throws Exception {
    try (AdDesk desk = desk(Optional.empty(), withPassword())) {
      Account account = desk.created("Mara Lind", login);
      desk.set(account, "userAccountControl", Integer.toString(NORMAL | PASSWORD_NEVER_EXPIRES));

      String ldif = String.join("\n", desk.target().ldif(desk.disable(account)));

      assertTrue(ldif.contains("userAccountControl: " + (NORMAL | PASSWORD_NEVER_EXPIRES | 2)));
    }
  }

  private AdDesk desk(Optional<DisableBy> by, NewAccounts newcomers) throws Exception {
    SambaServer server = samba.get();
    return AdDesk.at(Settings.secure(server, server.admin()), accounts(by, newcomers), root());
  }

  private LdapAccounts accounts(Optional<DisableBy> by, NewAccounts newcomers) {
    return new LdapAccounts(
        "OU=users," + area,
        "cn",
        Optional.of("(objectClass=user)"),
        by,
        Optional.empty(),
        newcomers);
  }

  private static LDAPConnection root() throws Exception {
    return samba.get().connect();
  }

  private NewAccounts withPassword() {
    return new NewAccounts(Optional.empty(), Optional.of(password(false)));
  }

  private InitialPassword password(boolean mustChange) {
    return new InitialPassword(
        new Origin.Generated(
            PasswordPolicy.USUAL,
            PasswordChannel.file(folder.resolve("passwords")),
            Optional.empty()),
        Optional.empty(),
        mustChange);
  }

  private String password() throws Exception {
    String line = Files.readString(folder.resolve("passwords"));
    String rest = line.substring(line.indexOf("\"password\": \"") + 13);
    return rest.substring(0, rest.indexOf("\"}"));
  }

  private String permissions() throws Exception {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder.resolve("passwords")));
  }

  private static boolean opens(Account account, String password) {
    try (LDAPConnection connection =
        samba.get().connect(new Credentials(account.key().value(), password))) {
      return connection.isConnected();
    } catch (LDAPException refused) {
      return false;
    }
  }
}
