// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// What ties a sign-in to the TLS connection it goes over: `tls-server-end-point`, RFC 5929 section
/// 4. Active Directory demands it with `LdapEnforceChannelBinding`.
final class ChannelBinding {
  private static final byte[] PREFIX = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);

  private ChannelBinding() {}

  static Optional<byte[]> of(LDAPConnection connection) {
    return Optional.ofNullable(connection.getSSLSession()).flatMap(ChannelBinding::of);
  }

  private static Optional<byte[]> of(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(of(certificate))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException anonymous) {
      return Optional.empty();
    }
  }

  static byte[] of(X509Certificate certificate) {
    try {
      byte[] hash =
          MessageDigest.getInstance(digest(certificate.getSigAlgName()))
              .digest(certificate.getEncoded());
      byte[] data = new byte[PREFIX.length + hash.length];
      System.arraycopy(PREFIX, 0, data, 0, PREFIX.length);
      System.arraycopy(hash, 0, data, PREFIX.length, hash.length);
      return data;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(
          "this JVM cannot hash " + certificate.getSigAlgName(), broken);
    }
  }

  /// The hash of the certificate's signature; SHA-256 where that is older, or none.
  static String digest(String signature) {
    String hash = signature.toUpperCase(Locale.ROOT).split("WITH", 2)[0];
    return hash.matches("SHA(256|384|512)") ? hash.replace("SHA", "SHA-") : "SHA-256";
  }
}
