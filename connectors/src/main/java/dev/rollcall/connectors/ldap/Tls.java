// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom we trust and how we show who we are, made from settings.
final class Tls {
  private static final char[] NO_PASSWORD = {};

  private Tls() {}

  static SSLSocketFactory sockets(LdapSettings settings) throws LdapFailed {
    TrustManager @Nullable [] authority =
        settings.caFile().isPresent() ? trusting(settings, settings.caFile().get()) : null;
    TrustManager @Nullable [] trust =
        settings.pins().isEmpty() ? authority : pinned(settings, authority);
    KeyManager @Nullable [] identity =
        settings.sign() instanceof Sign.External(Optional<Path> file) && file.isPresent()
            ? showing(settings, file.get())
            : null;
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity, trust, null);
      return new ModernTls(context.getSocketFactory());
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("this JVM cannot do TLS", broken);
    }
  }

  private static TrustManager[] pinned(LdapSettings settings, TrustManager @Nullable [] authority) {
    Optional<X509TrustManager> also =
        Optional.ofNullable(authority).stream()
            .flatMap(Stream::of)
            .filter(X509TrustManager.class::isInstance)
            .map(X509TrustManager.class::cast)
            .findFirst();
    return new TrustManager[] {new CertificatePin(settings.pins(), also)};
  }

  private static TrustManager[] trusting(LdapSettings settings, Path file) throws LdapFailed {
    try {
      List<Certificate> certificates = Pem.read(file).certificates();
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("there is no certificate in it");
      }
      KeyStore store = empty();
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("ca" + i, certificates.get(i));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException unusable) {
      throw new LdapFailed(
          new Problem(
              "LDAP-CA-FILE",
              Blame.CONFIGURATION,
              "the CA file %s of '%s' cannot be used".formatted(file, settings.name()),
              reason(unusable),
              "point `ca_file` of '%s' at a readable PEM file with the certificate of the authority"
                  .formatted(settings.name())),
          unusable);
    }
  }

  private static KeyManager[] showing(LdapSettings settings, Path file) throws LdapFailed {
    try {
      Pem pem = Pem.read(file);
      if (pem.certificates().isEmpty() || pem.keys().isEmpty()) {
        throw new GeneralSecurityException("it needs a certificate and its private key");
      }
      KeyStore store = empty();
      store.setKeyEntry(
          "rollcall",
          pem.keys().getFirst(),
          NO_PASSWORD,
          pem.certificates().toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (IOException | GeneralSecurityException unusable) {
      throw new LdapFailed(
          new Problem(
              "LDAP-CLIENT-CERTIFICATE",
              Blame.CONFIGURATION,
              "the client certificate %s of '%s' cannot be used".formatted(file, settings.name()),
              reason(unusable),
              "put the certificate and its key (PKCS #8, not encrypted: openssl pkcs8 -topk8"
                  + " -nocrypt) into one readable PEM file"),
          unusable);
    }
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "it may not be read by " + System.getProperty("user.name");
      case GeneralSecurityException _ -> String.valueOf(failure.getMessage());
      default -> failure.toString();
    };
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }
}
