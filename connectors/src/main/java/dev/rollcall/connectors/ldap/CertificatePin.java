// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/// Trusts the certificates whose SHA-256 fingerprint, or that of their public key, is known, as
/// long as they are valid; where there is an authority too, only those that it vouches for.
///
/// @param pins fingerprints as [#normal] leaves them
record CertificatePin(List<String> pins, Optional<X509TrustManager> authority)
    implements X509TrustManager {
  private static final HexFormat PAIRS = HexFormat.ofDelimiter(":").withUpperCase();

  /// A certificate that is not the pinned one.
  static final class OtherCertificate extends CertificateException {
    private static final long serialVersionUID = 1L;

    private OtherCertificate(String seen) {
      super(seen);
    }
  }

  CertificatePin {
    pins = pins.stream().map(CertificatePin::normal).toList();
  }

  /// A fingerprint however it was written: with or without `sha256:`, colons and capitals.
  private static String normal(String text) {
    return text.toLowerCase(Locale.ROOT).replaceFirst("^sha256:", "").replace(":", "");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    if (authority.isPresent()) {
      authority.get().checkServerTrusted(chain, type);
    }
    chain[0].checkValidity();
    String certificate = fingerprint(chain[0].getEncoded());
    String key = fingerprint(chain[0].getPublicKey().getEncoded());
    if (!pins.contains(normal(certificate)) && !pins.contains(normal(key))) {
      throw new OtherCertificate(
          "seen was the certificate sha256:%s with the public key sha256:%s, of %s"
              .formatted(certificate, key, chain[0].getSubjectX500Principal()));
    }
  }

  static String fingerprint(byte[] encoded) {
    try {
      return PAIRS.formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this JVM has no SHA-256", broken);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("nobody signs in here");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authority.map(X509TrustManager::getAcceptedIssuers).orElse(new X509Certificate[0]);
  }
}
