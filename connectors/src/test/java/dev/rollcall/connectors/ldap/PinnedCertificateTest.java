// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.ServerCertificate;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PinnedCertificateTest {
  private static final String OTHER = "sha256:" + "00:".repeat(31) + "01";

  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd = Servers.slapd(options -> options.tls());

  @RegisterExtension
  static final ServerExtension<SlapdServer> wrongHost =
      Servers.slapd(options -> options.tls(ServerCertificate.WRONG_HOST));

  @RegisterExtension
  static final ServerExtension<SlapdServer> expired =
      Servers.slapd(options -> options.tls(ServerCertificate.EXPIRED));

  @Test
  void trustsThePinnedCertificateWhoeverSignedIt() throws Exception {
    String pin = CertificatePin.fingerprint(certificate(slapd.get()).getEncoded());

    assertOpens(ldaps(slapd.get()).pinning("sha256:" + pin));
    assertOpens(Settings.of(slapd.get().uri()).startTls().pinning(OTHER, pin));
    assertOpens(ldaps(slapd.get()).pinning(pin.replace(":", "").toLowerCase(Locale.ROOT)));
  }

  @Test
  void trustsThePinnedKeyInWhateverCertificate() throws Exception {
    byte[] key = certificate(slapd.get()).getPublicKey().getEncoded();

    assertOpens(ldaps(slapd.get()).pinning(CertificatePin.fingerprint(key)));
  }

  @Test
  void saysWhichCertificateItSawInstead() throws Exception {
    String seen = CertificatePin.fingerprint(certificate(slapd.get()).getEncoded());
    Problem problem = problem(ldaps(slapd.get()).pinning(OTHER));
    Problem upgrading = problem(Settings.of(slapd.get().uri()).startTls().pinning(OTHER));

    assertEquals("LDAP-TLS-PIN", problem.code(), problem.text());
    assertTrue(problem.why().contains("sha256:" + seen), problem.why());
    assertEquals("LDAP-TLS-PIN", upgrading.code(), upgrading.text());
  }

  @Test
  void asksForTheHostNameOnlyWhereAnAuthorityIsTrusted() throws Exception {
    SlapdServer server = wrongHost.get();
    String pin = CertificatePin.fingerprint(certificate(server).getEncoded());

    assertOpens(ldaps(server).pinning(pin));
    assertEquals(
        "LDAP-TLS-HOSTNAME", problem(ldaps(server).pinning(pin).trusting(server.caFile())).code());
  }

  @Test
  void wantsBothWhereThereIsAnAuthorityToo() throws Exception {
    SlapdServer server = slapd.get();
    String pin = CertificatePin.fingerprint(certificate(server).getEncoded());

    assertOpens(ldaps(server).pinning(pin).trusting(server.caFile()));
    assertEquals(
        "LDAP-TLS-PIN", problem(ldaps(server).pinning(OTHER).trusting(server.caFile())).code());
    assertEquals(
        "LDAP-TLS-UNTRUSTED",
        problem(ldaps(server).pinning(pin).trusting(wrongHost.get().caFile())).code());
  }

  @Test
  void refusesAPinnedCertificateThatIsExpired() {
    assertEquals("LDAP-TLS-EXPIRED", problem(ldaps(expired.get()).pinning(OTHER)).code());
  }

  @Test
  void speaksNoTlsOlderThan12() throws Exception {
    LdapSettings settings = ldaps(slapd.get()).build();

    try (SSLSocket socket = (SSLSocket) Tls.sockets(settings).createSocket()) {
      assertArrayEquals(new String[] {"TLSv1.3", "TLSv1.2"}, socket.getEnabledProtocols());
    }
  }

  private static Settings ldaps(LdapServer server) {
    return Settings.of(server.ldapsUri());
  }

  private static void assertOpens(Settings settings) throws LdapFailed {
    try (LDAPConnection connection = open(settings)) {
      assertNotNull(connection.getSSLSession());
    }
  }

  private static Problem problem(Settings settings) {
    return assertThrows(LdapFailed.class, () -> open(settings).close()).problem();
  }

  private static LDAPConnection open(Settings settings) throws LdapFailed {
    return new LdapConnections(settings.build()).open(Use.ASKING);
  }

  /// What the server really shows, by a connection of our own.
  private static X509Certificate certificate(SlapdServer server) throws Exception {
    SSLSocketFactory sockets = new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory();
    try (SSLSocket socket = (SSLSocket) sockets.createSocket("localhost", server.ldapsPort())) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }
}
