// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class InitialPasswordTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> server389 = Servers.sharedDirectory389();

  @TempDir Path folder;

  @Test
  void opensAnAccountOfOpenLdapWhichSeesOnlyTheHash() throws Exception {
    try (Desk desk = desk(slapd.get(), generated(file(), Optional.empty()))) {
      Change.Create create = desk.create("mara");

      Outcome outcome = desk.apply(create);
      String dn = create.subject().key().value();

      assertInstanceOf(Outcome.Applied.class, outcome);
      assertTrue(slapd.get().values(dn, "userPassword").getFirst().startsWith("{SSHA}"));
      assertTrue(opens(slapd.get(), dn, delivered()));
      assertFalse((outcome + desk.target().ldif(create).toString()).contains(delivered()));
    }
  }

  @Test
  void opensAnAccountOf389WhichHashesByItself() throws Exception {
    try (Desk desk = desk(server389.get(), generated(file(), Optional.empty()))) {
      Change.Create create = desk.create("mara");

      desk.apply(create);
      String dn = create.subject().key().value();

      assertTrue(opens(server389.get(), dn, delivered()));
      assertFalse(server389.get().values(dn, "userPassword").contains(delivered()));
    }
  }

  @Test
  void takesAHashOfTheSourceOver() throws Exception {
    Secret hash = PasswordScheme.SSHA.of(Secret.of("chosen elsewhere"));
    try (Desk desk = desk(slapd.get(), hashed(hash))) {
      Change.Create create = desk.create("mara");

      assertInstanceOf(Outcome.Applied.class, desk.apply(create));

      assertTrue(opens(slapd.get(), create.subject().key().value(), "chosen elsewhere"));
    }
  }

  @Test
  void everyKindOfHashReachesTheServerAsItIs() throws Exception {
    for (String hash :
        List.of(
            "{SSHA512}c2FsdA==",
            "{ARGON2}$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA",
            "{CRYPT}$6$salt$hash")) {
      try (Desk desk = desk(slapd.get(), hashed(Secret.of(hash)))) {
        Change.Create create = desk.create("mara");
        desk.apply(create);

        assertEquals(
            List.of(hash), slapd.get().values(create.subject().key().value(), "userPassword"));
      }
    }
  }

  @Test
  void neverTakesAPlainPasswordOverAndMakesNoAccountWithoutOne() throws Exception {
    for (Optional<Secret> known :
        List.of(Optional.of(Secret.of("plain")), Optional.<Secret>empty())) {
      InitialPassword password =
          new InitialPassword(new Origin.Hashed(_ -> known), Optional.empty(), false);
      try (Desk desk = desk(slapd.get(), password)) {
        Outcome.Refused refused =
            assertInstanceOf(Outcome.Refused.class, desk.apply(desk.create("mara")));

        assertEquals("LDAP-PASSWORD-HASH", refused.problem().code());
        assertFalse(refused.problem().text().contains("plain'"));
        assertEquals(List.of(), desk.all());
      }
    }
  }

  @Test
  void aFileThatOthersMayReadIsNoChannel() throws Exception {
    Files.createFile(
        folder.resolve("told"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    try (Desk desk = desk(slapd.get(), generated(file(), Optional.empty()))) {
      Outcome.Refused refused =
          assertInstanceOf(Outcome.Refused.class, desk.apply(desk.create("mara")));

      assertEquals("LDAP-PASSWORD-DELIVERY", refused.problem().code());
      assertEquals(List.of(), desk.all());
      assertEquals("", Files.readString(folder.resolve("told")));
    }
  }

  @Test
  void aProgramReadsItFromItsStandardInput() throws Exception {
    PasswordChannel command =
        PasswordChannel.command(
            List.of("/bin/sh", "-c", "umask 077; cat > \"$0\"", folder.resolve("told").toString()));
    try (Desk desk = desk(slapd.get(), generated(command, Optional.of(PasswordScheme.PLAIN)))) {
      Change.Create create = desk.create("mara");

      assertInstanceOf(Outcome.Applied.class, desk.apply(create));

      assertTrue(opens(slapd.get(), create.subject().key().value(), delivered()));
    }
  }

  @Test
  void saysSoWhenAPasswordWasLost() throws Exception {
    PasswordChannel command = PasswordChannel.command(List.of("/bin/sh", "-c", "exit 7"));
    try (Desk desk = desk(slapd.get(), generated(command, Optional.empty()))) {
      Outcome.Refused refused =
          assertInstanceOf(Outcome.Refused.class, desk.apply(desk.create("mara")));

      assertEquals("LDAP-PASSWORD-DELIVERY", refused.problem().code());
      assertTrue(refused.problem().what().contains("was created, but"), refused.problem().what());
      assertEquals(1, desk.all().size());
    }
  }

  @Test
  void aPasswordIsAsThePolicyWants() {
    PasswordPolicy policy =
        new PasswordPolicy(
            12, EnumSet.of(PasswordPolicy.Letters.LOWER, PasswordPolicy.Letters.DIGIT));
    Set<String> made =
        Stream.generate(() -> policy.generate().reveal()).limit(500).collect(Collectors.toSet());

    assertEquals(500, made.size());
    assertTrue(
        made.stream().allMatch(each -> each.matches("(?=.*[a-z])(?=.*[2-9])[a-km-z2-9]{12}")));
  }

  @Test
  void aLineHoldsAnyName() {
    assertEquals(
        "{\"account\": \"cn=a\\\\,b\", \"person\": \"a\\u000a\\\"b\", \"password\": \"x\"}\n",
        PasswordLine.of("cn=a\\,b", "a\n\"b", Secret.of("x")));
  }

  private Desk desk(LdapServer server, InitialPassword password) throws Exception {
    LdapAccounts accounts =
        new LdapAccounts(
            "ou=users," + server.freshArea(),
            "uid",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new NewAccounts(Optional.empty(), Optional.of(password)));
    return new Desk(
        new LdapTarget(Settings.secure(server, server.admin()).build(), accounts),
        server.connect());
  }

  private PasswordChannel file() {
    return PasswordChannel.file(folder.resolve("told"));
  }

  private static InitialPassword generated(
      PasswordChannel channel, Optional<PasswordScheme> scheme) {
    return new InitialPassword(
        new Origin.Generated(PasswordPolicy.USUAL, channel, scheme), Optional.empty(), false);
  }

  private static InitialPassword hashed(Secret hash) {
    return new InitialPassword(new Origin.Hashed(_ -> Optional.of(hash)), Optional.empty(), false);
  }

  private String delivered() throws Exception {
    String line = Files.readString(folder.resolve("told"));
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
