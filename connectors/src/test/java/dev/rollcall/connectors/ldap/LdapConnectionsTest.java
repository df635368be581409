// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.testkit.server.CertificateFiles;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.ServerCertificate;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapConnectionsTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options -> options.clientCertificates().writer());

  @RegisterExtension
  static final ServerExtension<SlapdServer> expired =
      Servers.slapd(options -> options.tls(ServerCertificate.EXPIRED));

  @RegisterExtension
  static final ServerExtension<SlapdServer> wrongHost =
      Servers.slapd(options -> options.tls(ServerCertificate.WRONG_HOST));

  @RegisterExtension static final ServerExtension<SlapdServer> plain = Servers.slapd();

  @TempDir Path folder;

  @Test
  void signsInOverLdaps() throws Exception {
    assertEquals("dn:" + rollcall().dn(), whoAmI(Settings.secure(slapd.get(), rollcall())));
  }

  @Test
  void signsInOverStartTls() throws Exception {
    Settings settings =
        Settings.of(slapd.get().uri()).startTls().as(rollcall()).trusting(slapd.get().caFile());

    assertEquals("dn:" + rollcall().dn(), whoAmI(settings));
    try (LDAPConnection connection = open(settings)) {
      assertTrue(
          Objects.requireNonNull(connection.getSSLSession()).getProtocol().startsWith("TLSv1."));
    }
  }

  @Test
  void signsInOverTheSocketAsTheUserOfTheProcess() throws Exception {
    Settings settings =
        Settings.of(slapd.get().ldapiUri()).sign(new Sign.External(Optional.empty()));

    assertTrue(whoAmI(settings).contains("cn=peercred,cn=external,cn=auth"));
  }

  @Test
  void signsInByClientCertificate() throws Exception {
    CertificateFiles files = slapd.get().clientCertificate("rollcall");
    Path pem = folder.resolve("client.pem");
    Files.writeString(pem, Files.readString(files.certificate()) + Files.readString(files.key()));
    Settings settings =
        Settings.of(slapd.get().ldapsUri())
            .sign(new Sign.External(Optional.of(pem)))
            .trusting(slapd.get().caFile());

    assertEquals("dn:" + rollcall().dn(), whoAmI(settings));
  }

  @Test
  void trustsNobodyWhomTheJvmDoesNotTrustWithoutACaFile() {
    Settings settings = Settings.of(slapd.get().ldapsUri()).as(rollcall());

    assertProblem("LDAP-TLS-UNTRUSTED", Blame.CONFIGURATION, "ca_file", settings);
    assertProblem(
        "LDAP-TLS-UNTRUSTED",
        Blame.CONFIGURATION,
        "ca_file",
        Settings.of(slapd.get().uri()).startTls().as(rollcall()));
  }

  @Test
  void refusesAnExpiredCertificate() {
    SlapdServer server = expired.get();

    assertProblem(
        "LDAP-TLS-EXPIRED", Blame.REMOTE_SYSTEM, "renew", Settings.secure(server, server.admin()));
    assertProblem(
        "LDAP-TLS-EXPIRED",
        Blame.REMOTE_SYSTEM,
        "renew",
        Settings.of(server.uri()).startTls().as(server.admin()).trusting(server.caFile()));
  }

  @Test
  void refusesACertificateForAnotherHost() {
    SlapdServer server = wrongHost.get();

    Problem problem =
        assertProblem(
            "LDAP-TLS-HOSTNAME",
            Blame.CONFIGURATION,
            "localhost",
            Settings.secure(server, server.admin()));
    assertTrue(problem.why().contains("elsewhere.example"), problem.why());
    assertProblem(
        "LDAP-TLS-HOSTNAME",
        Blame.CONFIGURATION,
        "localhost",
        Settings.of(server.uri()).startTls().as(server.admin()).trusting(server.caFile()));
  }

  @Test
  void saysThatTheServerDoesNoStartTlsAndSendsNothing() {
    SlapdServer server = plain.get();

    assertProblem(
        "LDAP-NO-STARTTLS",
        Blame.CONFIGURATION,
        "ldaps://",
        Settings.of(server.uri()).startTls().as(server.admin()));
  }

  @Test
  void saysThatAPortSpeaksNoTls() {
    SlapdServer server = plain.get();
    String url = "ldaps://localhost:" + server.port();

    assertProblem(
        "LDAP-TLS", Blame.REMOTE_SYSTEM, "openssl s_client", Settings.of(url).as(server.admin()));
  }

  @Test
  void refusesAWrongPassword() {
    Credentials wrong = new Credentials(rollcall().dn(), "wrong");

    Problem problem =
        assertProblem(
            "LDAP-BIND-REFUSED",
            Blame.CONFIGURATION,
            "LDAPTLS_CACERT=",
            Settings.secure(slapd.get(), wrong));
    assertFalse(problem.text().contains("wrong\n"));
  }

  @Test
  void doesNotTryAWrongPasswordOnTheNextServer() throws Exception {
    try (FaultProxy second = FaultProxy.to(slapd.get())) {
      String next = "ldap://localhost:" + second.port();
      Settings settings =
          Settings.of(slapd.get().uri(), next).as(new Credentials(rollcall().dn(), "wrong"));

      assertProblem("LDAP-BIND-REFUSED", Blame.CONFIGURATION, "bind_password", settings);
      assertEquals(0, second.accepted());
    }
  }

  @Test
  void neverSendsAnEmptyPassword() throws Exception {
    try (FaultProxy proxy = FaultProxy.to(slapd.get())) {
      Settings settings =
          Settings.of("ldap://localhost:" + proxy.port())
              .sign(new Sign.Simple(rollcall().dn(), Secret.of("")));

      assertProblem("LDAP-EMPTY-PASSWORD", Blame.CONFIGURATION, "bind_password", settings);
      assertEquals(0, proxy.accepted());
    }
  }

  @Test
  void neverSendsAPasswordUnencryptedToAnotherMachine() {
    Settings settings = Settings.of("ldap://ldap.example.invalid").as(rollcall());

    assertProblem("LDAP-PLAINTEXT-PASSWORD", Blame.CONFIGURATION, "allow_plaintext", settings);
    Problem allowed = problem(settings.allowingPlaintext());
    assertEquals("LDAP-UNREACHABLE", allowed.code());
  }

  @Test
  void sendsAPasswordUnencryptedWithinThisMachine() throws Exception {
    String url = "ldap://127.0.0.1:" + slapd.get().port();

    assertEquals("dn:" + rollcall().dn(), whoAmI(Settings.of(url).as(rollcall())));
  }

  @Test
  void goesOnToTheNextServerWhenOneIsDown() throws Exception {
    Settings settings =
        Settings.of("ldap://localhost:" + closedPort(), slapd.get().uri()).as(rollcall());

    assertEquals("dn:" + rollcall().dn(), whoAmI(settings));
  }

  @Test
  void namesEveryServerThatIsDown() {
    int first = closedPort();
    int second = closedPort();
    Settings settings =
        Settings.of("ldap://localhost:" + first, "ldap://localhost:" + second).as(rollcall());

    Problem problem =
        assertProblem("LDAP-UNREACHABLE", Blame.REMOTE_SYSTEM, "ldapsearch", settings);
    assertTrue(problem.text().contains(Integer.toString(first)), problem.text());
    assertTrue(problem.text().contains(Integer.toString(second)), problem.text());
    assertEquals("connect error (91): Connection refused", problem.why().split(";")[0]);
  }

  @Test
  void givesUpOnAServerThatIsSilent() {
    try (FaultProxy proxy = FaultProxy.to(slapd.get())) {
      proxy.stall();
      Settings settings =
          Settings.of("ldap://localhost:" + proxy.port())
              .timeout(Duration.ofMillis(300))
              .as(rollcall());

      assertProblem("LDAP-UNREACHABLE", Blame.REMOTE_SYSTEM, "check that the server", settings);
    }
  }

  @Test
  void saysThatASocketIsMissing() {
    Settings settings =
        Settings.of("ldapi://%2Fnowhere%2Fldapi").sign(new Sign.External(Optional.empty()));

    assertProblem("LDAP-UNREACHABLE", Blame.REMOTE_SYSTEM, "check that the server", settings);
  }

  @Test
  void saysThatTheCaFileIsUnusable() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
    Settings settings = Settings.of(slapd.get().ldapsUri()).as(rollcall());

    assertProblem("LDAP-CA-FILE", Blame.CONFIGURATION, "PEM", settings.trusting(empty));
    assertProblem(
        "LDAP-CA-FILE",
        Blame.CONFIGURATION,
        "PEM",
        settings.trusting(folder.resolve("missing.pem")));
  }

  @Test
  void aCertificateThatBreaksOffIsNoCertificate() throws Exception {
    String begun = "-----BEGIN CERTIFICATE-----\nMIIDA\n-----END CERTIFICATE-----\n";
    Path torn = Files.writeString(folder.resolve("torn.pem"), begun);
    Settings settings = Settings.of(slapd.get().ldapsUri()).as(rollcall());

    assertProblem("LDAP-CA-FILE", Blame.CONFIGURATION, "PEM", settings.trusting(torn));
  }

  @Test
  void saysThatTheClientCertificateIsUnusable() throws Exception {
    Path keyless = slapd.get().clientCertificate("rollcall").certificate();
    Settings settings =
        Settings.of(slapd.get().ldapsUri())
            .sign(new Sign.External(Optional.of(keyless)))
            .trusting(slapd.get().caFile());

    assertProblem("LDAP-CLIENT-CERTIFICATE", Blame.CONFIGURATION, "PKCS #8", settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ldap.example.com", "http://x", "ldap://", "ldap://a:99999", "ldap://a b"})
  void refusesWhatIsNoUrl(String url) {
    assertProblem("LDAP-URL", Blame.CONFIGURATION, "ldaps://HOST", Settings.of(url));
  }

  @ParameterizedTest
  @CsvSource({
    "ldap://ldap.example.com,PLAIN,ldap.example.com,389,false",
    "LDAPS://ldap.example.com/,TLS,ldap.example.com,636,false",
    "ldap://[::1]:3890,PLAIN,::1,3890,true",
    "ldap://127.8.9.10,PLAIN,127.8.9.10,389,true",
    "ldap://localhost.example.com,PLAIN,localhost.example.com,389,false",
    "ldap://127.0.0.1.example.com,PLAIN,127.0.0.1.example.com,389,false",
    "ldapi://%2Frun%2Fldapi,SOCKET,/run/ldapi,0,true",
  })
  void readsUrls(String text, LdapUrl.Scheme scheme, String host, int port, boolean here) {
    LdapUrl url = LdapUrl.parse(text).orElseThrow();

    assertEquals(new LdapUrl(scheme, host, port, text), url);
    assertEquals(here, url.staysHere());
  }

  private static int closedPort() {
    try (FaultProxy proxy = FaultProxy.to(slapd.get())) {
      return proxy.port();
    }
  }

  private static Credentials rollcall() {
    return slapd.get().account("rollcall");
  }

  private static LDAPConnection open(Settings settings) throws LdapFailed {
    return new LdapConnections(settings.build()).open(Use.ASKING);
  }

  private static String whoAmI(Settings settings) throws Exception {
    try (LDAPConnection connection = open(settings)) {
      WhoAmIExtendedResult result =
          (WhoAmIExtendedResult) connection.processExtendedOperation(new WhoAmIExtendedRequest());
      return Objects.requireNonNull(result.getAuthorizationID()).toLowerCase(Locale.ROOT);
    }
  }

  private static Problem problem(Settings settings) {
    return assertThrows(LdapFailed.class, () -> open(settings).close()).problem();
  }

  private static Problem assertProblem(String code, Blame blame, String fix, Settings settings) {
    Problem problem = problem(settings);

    assertEquals(code, problem.code(), problem.text());
    assertEquals(blame, problem.blame());
    assertTrue((problem.what() + problem.fix()).contains(fix), problem.text());
    return problem;
  }
}
