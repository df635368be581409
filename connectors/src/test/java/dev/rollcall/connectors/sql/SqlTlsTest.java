// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.CertificateFiles;
import dev.rollcall.testkit.server.MariaDbServer;
import dev.rollcall.testkit.server.ServerCertificate;
import dev.rollcall.testkit.server.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that shows one certificate after the other.
class SqlTlsTest {
  @TempDir private static Path folder;

  private static Optional<TestCertificates> certificates = Optional.empty();
  private static Optional<MariaDbServer> server = Optional.empty();

  @BeforeAll
  static void start() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    certificates = Optional.of(TestCertificates.in(folder));
    install(ServerCertificate.VALID);
    server =
        Optional.of(
            MariaDbServer.start(options ->
                options
                    .setting("ssl-cert", folder.resolve("shown.crt").toString())
                    .setting("ssl-key", folder.resolve("shown.key").toString())));
  }

  @AfterAll
  static void stop() {
    server.ifPresent(MariaDbServer::close);
  }

  @Test
  void readsFromAServerWhoseCertificateIsGood() throws Exception {
    show(ServerCertificate.VALID);

    assertEquals(
        List.of("1"), Sql.row(source(certificates.orElseThrow().caFile().toString()), "id"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VALID")
  void readsNothingFromAServerWhoseCertificateIsNot(ServerCertificate kind) throws Exception {
    show(kind);

    Problem problem = Sql.problem(source(certificates.orElseThrow().caFile().toString()), "id");

    assertEquals("SQL-TLS", problem.code(), problem.text());
  }

  @Test
  void readsNothingFromAServerThatNobodyVouchesFor() throws Exception {
    show(ServerCertificate.VALID);
    Path stranger = Files.createDirectory(folder.resolve("stranger"));

    Problem problem = Sql.problem(source(TestCertificates.in(stranger).caFile().toString()), "id");

    assertEquals("SQL-TLS", problem.code(), problem.text());
    assertTrue(problem.why().contains("certif"), problem.why());
  }

  private static void show(ServerCertificate kind) throws IOException {
    install(kind);
    server.orElseThrow().execute("flush ssl");
  }

  private static void install(ServerCertificate kind) throws IOException {
    CertificateFiles files = certificates.orElseThrow().server(kind);
    install(files.certificate(), "shown.crt");
    install(files.key(), "shown.key");
  }

  private static void install(Path file, String name) throws IOException {
    Path copy = Files.copy(file, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static SqlSource source(String authority) {
    MariaDbServer running = server.orElseThrow();
    return new SqlSource(
        new SqlSettings(
            "hr",
            running.jdbcUrl().replace("127.0.0.1", "localhost"),
            Optional.of(running.user()),
            Optional.of(Secret.of(running.password())),
            Map.of("sslMode", "verify-full", "serverSslCert", authority)),
        Sql.whole("select 1 as id"));
  }
}
