// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.model.Secret;
import dev.rollcall.testkit.server.CertificateFiles;
import dev.rollcall.testkit.server.ServerCertificate;
import dev.rollcall.testkit.server.TestCertificates;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FtrackTlsTest {
  private static final List<Operation> READ = List.of(new Operation.Query("select id from User"));

  @TempDir private Path folder;
  private final Calls calls = new Calls();

  @Test
  void trustsTheAuthorityThatTheSettingsName() throws Exception {
    TestCertificates certificates = TestCertificates.in(folder);

    assertInstanceOf(
        Success.class,
        call(certificates, ServerCertificate.VALID, Optional.of(certificates.caFile())));
  }

  @Test
  void trustsNobodyElse() throws Exception {
    TestCertificates certificates = TestCertificates.in(folder);
    Optional<Path> own = Optional.of(certificates.caFile());

    assertTls(call(certificates, ServerCertificate.VALID, Optional.empty()));
    assertTls(call(certificates, ServerCertificate.EXPIRED, own));
    assertTls(call(certificates, ServerCertificate.WRONG_HOST, own));
  }

  @Test
  void aFileWithoutCertificatesTrustsNobody() throws Exception {
    TestCertificates certificates = TestCertificates.in(folder);
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here\n");

    assertTls(call(certificates, ServerCertificate.VALID, Optional.of(empty)));
    assertTls(
        call(certificates, ServerCertificate.VALID, Optional.of(folder.resolve("missing.pem"))));
  }

  @Test
  void doesNotTalkToAServerWithoutTls() throws Exception {
    try (FtrackStub server = FtrackStub.saying(Calls.ROWS);
        FtrackClient client =
            calls.client(
                settings(
                    URI.create(server.uri().toString().replace("http:", "https:")),
                    Optional.empty()))) {
      Failure failure = Calls.failure(client.call(READ));

      assertEquals(false, failure.cause() == Cause.NOT_FTRACK);
      assertEquals(List.of(), server.requests());
    }
  }

  private Answer call(TestCertificates certificates, ServerCertificate kind, Optional<Path> caFile)
      throws Exception {
    try (FtrackStub server =
            new FtrackStub(sockets(certificates.server(kind)), "https", _ -> Calls.ROWS);
        FtrackClient client = calls.client(settings(server.uri("localhost"), caFile))) {
      return client.call(READ);
    }
  }

  private static void assertTls(Answer answer) {
    assertEquals(Cause.TLS, Calls.failure(answer).cause(), answer.toString());
  }

  private static FtrackSettings settings(URI server, Optional<Path> caFile) {
    return new FtrackSettings(
        "studio",
        server,
        "rollcall",
        Secret.of(Calls.KEY),
        100,
        500,
        Duration.ofSeconds(20),
        caFile,
        false);
  }

  private static ServerSocketFactory sockets(CertificateFiles files) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(files.certificate())) {
      Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      store.setKeyEntry("server", key(files.key()), new char[0], new Certificate[] {certificate});
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  private static PrivateKey key(Path file) throws Exception {
    String base64 = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
