// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlapdTlsTest {
  @Test
  void speaksLdapsAndStartTls() throws Exception {
    try (SlapdServer slapd = SlapdServer.start(SlapdOptions::tls);
        LDAPConnection ldaps = ldaps(slapd, trusting(slapd), slapd.host());
        LDAPConnection byAddress = ldaps(slapd, trusting(slapd), "127.0.0.1");
        LDAPConnection plain = new LDAPConnection(slapd.host(), slapd.port())) {
      plain.processExtendedOperation(
          new StartTLSExtendedRequest(trusting(slapd).createSSLContext()));

      assertTrue(ldaps.isConnected());
      assertTrue(byAddress.isConnected());
      assertTrue(Optional.ofNullable(plain.getSSLSession()).isPresent());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ServerCertificate.class,
      names = {"EXPIRED", "WRONG_HOST"})
  void isRefusedByACarefulClientWhenItsCertificateIsWrong(ServerCertificate kind) throws Exception {
    try (SlapdServer slapd = SlapdServer.start(o -> o.tls(kind))) {
      assertThrows(LDAPException.class, () -> ldaps(slapd, trusting(slapd), slapd.host()).close());
    }
  }

  @Test
  void bindsAClientByItsCertificate() throws Exception {
    try (SlapdServer slapd = SlapdServer.start(o -> o.writer().clientCertificates())) {
      CertificateFiles own = slapd.clientCertificate("rollcall");
      SSLUtil tls =
          new SSLUtil(
              new PEMFileKeyManager(List.of(own.certificate().toFile()), own.key().toFile()),
              new PEMFileTrustManager(slapd.caFile().toFile()));

      try (LDAPConnection connection = ldaps(slapd, tls, slapd.host())) {
        connection.bind(new EXTERNALBindRequest(""));

        assertEquals("dn:" + slapd.account("rollcall").dn(), whoAmI(connection));
      }
    }
  }

  private static String whoAmI(LDAPConnection connection) throws LDAPException {
    WhoAmIExtendedResult result =
        (WhoAmIExtendedResult) connection.processExtendedOperation(new WhoAmIExtendedRequest());
    return String.valueOf(result.getAuthorizationID());
  }

  private static SSLUtil trusting(SlapdServer slapd) throws Exception {
    return new SSLUtil(new PEMFileTrustManager(slapd.caFile().toFile()));
  }

  private static LDAPConnection ldaps(SlapdServer slapd, SSLUtil tls, String host)
      throws Exception {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
    return new LDAPConnection(tls.createSSLSocketFactory(), options, host, slapd.ldapsPort());
  }
}
