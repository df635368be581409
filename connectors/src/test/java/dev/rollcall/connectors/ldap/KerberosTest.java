// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KerberosTest {
  @RegisterExtension static final ServerExtension<SambaServer> samba = Servers.samba();

  @TempDir static Path folder;

  private static Path keytab;
  private static String principal;

  @BeforeAll
  static void account() {
    keytab = folder.resolve("rollcall.keytab");
    principal = samba.get().kerberosAccount("rollcall", keytab, "localhost");
  }

  @ParameterizedTest
  @EnumSource
  void signsInOverTls(Use use) throws Exception {
    try (LDAPConnection connection = open(settings(samba.get().ldapsUri()), use)) {
      assertTrue(seen(connection) > 3);
    }
  }

  @Test
  void signsInOverStartTls() throws Exception {
    try (LDAPConnection connection = open(settings(samba.get().uri()).startTls(), Use.ASKING)) {
      assertTrue(seen(connection) > 3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void encryptsByItselfWithoutTls(Use use) throws Exception {
    try (LDAPConnection connection = open(settings(samba.get().uri()), use)) {
      assertNull(connection.getSSLSession());
      assertTrue(seen(connection) > 3);
    }
  }

  @Test
  void setsPasswordsOverAConnectionThatKerberosEncrypts() throws Exception {
    SambaServer server = samba.get();
    Settings settings = settings(server.uri());
    Credentials nils = new Credentials("CN=nils," + server.usersDn(), "Aa1-" + keytab.hashCode());
    server.tool("group", "addmembers", "Domain Admins", "rollcall");

    try (LDAPConnection connection = open(settings, Use.ASKING)) {
      connection.add(
          nils.dn(),
          new Attribute("objectClass", "user"),
          new Attribute("sAMAccountName", "nils"),
          new Attribute("userAccountControl", "512"),
          new Attribute(
              "unicodePwd", ("\"" + nils.password() + "\"").getBytes(StandardCharsets.UTF_16LE)));
    }

    server.connect(nils).close();
    assertTrue(
        new LdapConnections(settings.build())
            .isEncrypted(LdapUrl.parse(server.uri()).orElseThrow()));
  }

  @Test
  void knowsSeveralRealmsAtOnce() throws Exception {
    try (SambaServer other = SambaServer.startOther()) {
      Path theirs = folder.resolve("other.keytab");
      String who = other.kerberosAccount("rollcall", theirs, "127.0.0.1");
      Settings elsewhere =
          Settings.of("ldap://127.0.0.1:" + other.port())
              .sign(new Sign.Kerberos(who, theirs, List.of(other.kdc())));

      try (LDAPConnection here = open(settings(samba.get().uri()), Use.ASKING);
          LDAPConnection there = open(elsewhere, Use.ASKING);
          LDAPConnection again = open(settings(samba.get().uri()), Use.ASKING)) {
        assertEquals(samba.get().suffix(), root(here));
        assertEquals(other.suffix(), root(there));
        assertEquals(samba.get().suffix(), root(again));
      }
    }
  }

  @Test
  void saysThatTheKeytabIsMissingOrNotForThisAccount() throws Exception {
    Path missing = folder.resolve("missing.keytab");
    Path none = Files.createFile(folder.resolve("empty.keytab"));

    assertProblem("LDAP-KEYTAB", Blame.CONFIGURATION, missing.toString(), sign(principal, missing));
    assertProblem("LDAP-KEYTAB", Blame.CONFIGURATION, "klist -k", sign(principal, none));
    assertProblem(
        "LDAP-KEYTAB", Blame.CONFIGURATION, "nobody@", sign("nobody@AD.EXAMPLE.COM", keytab));
  }

  @Test
  void saysThatTheAccountIsGoneDisabledOrHasAnotherKey() throws Exception {
    Path file = folder.resolve("mara.keytab");
    String mara = samba.get().kerberosAccount("mara", file);

    samba.get().tool("user", "disable", "mara");
    assertProblem("LDAP-KERBEROS-PRINCIPAL", Blame.CONFIGURATION, "disabled", sign(mara, file));
    samba.get().tool("user", "enable", "mara");
    samba.get().tool("user", "setpassword", "mara", "--random-password");
    assertProblem("LDAP-KERBEROS-KEY", Blame.CONFIGURATION, "export the keytab", sign(mara, file));
    samba.get().tool("user", "delete", "mara");
    assertProblem("LDAP-KERBEROS-PRINCIPAL", Blame.CONFIGURATION, "kinit", sign(mara, file));
  }

  @Test
  void saysThatTheDomainKnowsNoServerByThisName() {
    Settings settings =
        Settings.of("ldap://127.0.0.1:" + samba.get().port()).sign(sign(principal, keytab));

    assertProblem("LDAP-KERBEROS-SERVICE", Blame.CONFIGURATION, "setspn", settings);
  }

  @Test
  void saysThatNoKerberosServerAnswers() throws Exception {
    Sign sign = fake("GONE.EXAMPLE", closedPort());

    assertProblem("LDAP-KERBEROS-UNREACHABLE", Blame.REMOTE_SYSTEM, "port 88", sign);
  }

  @ParameterizedTest
  @CsvSource({
    "37,LDAP-KERBEROS-CLOCK,five minutes",
    "14,LDAP-KERBEROS-KEY,AES",
    "60,LDAP-KERBEROS,kinit"
  })
  void saysWhatAKerberosServerAnswers(int code, String problem, String fix) throws Exception {
    try (RefusingKdc kdc = RefusingKdc.with(code)) {
      Problem said =
          problem(settings(samba.get().uri()).sign(fake("R" + code + ".EXAMPLE", kdc.port())));

      assertEquals(problem, said.code(), said.text());
      assertTrue(said.fix().contains(fix), said.text());
    }
  }

  private static String root(LDAPConnection connection) throws LDAPException {
    RootDSE root = Objects.requireNonNull(connection.getRootDSE());
    return String.valueOf(root.getAttributeValue("defaultNamingContext"));
  }

  private static int seen(LDAPConnection connection) throws LDAPException {
    return connection
        .search(samba.get().suffix(), SearchScope.SUB, "(objectClass=person)", "cn")
        .getEntryCount();
  }

  private static Sign fake(String realm, int port) throws IOException {
    String who = "rollcall@" + realm;
    return new Sign.Kerberos(
        who, Keytab.of(who, folder.resolve(realm)), List.of("127.0.0.1:" + port));
  }

  private static int closedPort() throws IOException {
    try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return closed.getLocalPort();
    }
  }

  private static void assertProblem(String code, Blame blame, String words, Sign sign) {
    assertProblem(code, blame, words, settings(samba.get().uri()).sign(sign));
  }

  private static void assertProblem(String code, Blame blame, String words, Settings settings) {
    Problem problem = problem(settings);

    assertEquals(code, problem.code(), problem.text());
    assertEquals(blame, problem.blame());
    assertTrue(problem.text().contains(words), problem.text());
  }

  private static Problem problem(Settings settings) {
    return assertThrows(LdapFailed.class, () -> open(settings, Use.ASKING).close()).problem();
  }

  private static Settings settings(String url) {
    return Settings.of(url).sign(sign(principal, keytab)).trusting(samba.get().caFile());
  }

  private static Sign sign(String who, Path file) {
    return new Sign.Kerberos(who, file, List.of(samba.get().kdc()));
  }

  private static LDAPConnection open(Settings settings, Use use) throws LdapFailed {
    return new LdapConnections(settings.build()).open(use);
  }
}
