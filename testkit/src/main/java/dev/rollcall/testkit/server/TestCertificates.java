// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A certificate authority made by openssl for one test, and the certificates it signs.
public final class TestCertificates {
  /// The organisation in the subject of every certificate made here.
  public static final String ORGANISATION = "Rollcall test kit";

  private static final String DAYS = "30";
  private static final String AUTHORITY_CONFIGURATION =
      """
      [ca]
      default_ca = own
      [own]
      database = index.txt
      new_certs_dir = .
      rand_serial = yes
      default_md = sha256
      policy = any
      [any]
      organizationName = optional
      commonName = supplied
      [leaf]
      basicConstraints = CA:FALSE
      """;

  private final Path folder;
  private final String openssl;

  private TestCertificates(Path folder, String openssl) {
    this.folder = folder;
    this.openssl = openssl;
  }

  /// Makes a new authority in an existing folder.
  public static TestCertificates in(Path folder) {
    return in(folder, Programs.ofThisMachine());
  }

  static TestCertificates in(Path folder, Programs programs) {
    TestCertificates certificates =
        new TestCertificates(folder, programs.need("openssl", "openssl"));
    certificates.makeAuthority();
    return certificates;
  }

  /// The certificate of the authority, PEM: what a client has to trust.
  public Path caFile() {
    return folder.resolve("ca.crt");
  }

  /// A server's certificate.
  public CertificateFiles server(ServerCertificate kind) {
    return switch (kind) {
      case VALID -> sign("server", "localhost", "serverAuth", thisMachine());
      case WRONG_HOST ->
          sign("wrong-host", "elsewhere.example", "serverAuth", "DNS:elsewhere.example");
      case EXPIRED -> signForThePast("expired", thisMachine());
    };
  }

  /// A client's certificate with the subject `CN=name,O=Rollcall test kit`.
  public CertificateFiles client(String name) {
    return sign("client-" + name, name, "clientAuth", "DNS:" + name + ".client.example");
  }

  private void makeAuthority() {
    run(
        List.of(
            Stream.of("req", "-x509", "-days", DAYS, "-subj", subject("test authority")),
            newKey(folder.resolve("ca.key")),
            extensions(
                "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"),
            Stream.of("-out", caFile().toString())));
  }

  private CertificateFiles sign(String file, String name, String usage, String alternativeNames) {
    CertificateFiles files = files(file);
    run(
        List.of(
            Stream.of("req", "-x509", "-days", DAYS, "-subj", subject(name)),
            newKey(files.key()),
            extensions(
                "basicConstraints=CA:FALSE",
                "extendedKeyUsage=" + usage,
                "subjectAltName=" + alternativeNames),
            Stream.of("-CA", caFile().toString(), "-CAkey", "ca.key"),
            Stream.of("-out", files.certificate().toString())));
    return files;
  }

  /// `openssl req` refuses dates of the past, `openssl ca` takes any.
  private CertificateFiles signForThePast(String file, String alternativeNames) {
    CertificateFiles files = files(file);
    write("index.txt", "");
    write("ca.cnf", AUTHORITY_CONFIGURATION + "subjectAltName = " + alternativeNames + "\n");
    run(
        List.of(
            Stream.of("req", "-new", "-subj", subject("localhost"), "-out", file + ".csr"),
            newKey(files.key())));
    run(
        List.of(
            Stream.of("ca", "-batch", "-notext", "-config", "ca.cnf", "-extensions", "leaf"),
            Stream.of("-cert", "ca.crt", "-keyfile", "ca.key", "-in", file + ".csr"),
            Stream.of("-startdate", "20240101000000Z", "-enddate", "20240201000000Z"),
            Stream.of("-out", files.certificate().toString())));
    return files;
  }

  private CertificateFiles files(String name) {
    return new CertificateFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  private static Stream<String> newKey(Path file) {
    return Stream.of(
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        file.toString());
  }

  private static Stream<String> extensions(String... extensions) {
    return Stream.of(extensions).flatMap(extension -> Stream.of("-addext", extension));
  }

  private static String subject(String commonName) {
    return "/O=" + ORGANISATION + "/CN=" + commonName;
  }

  /// libldap puts the machine's own name in the place of `localhost` when it checks a certificate.
  private static String thisMachine() {
    Stream<String> names = Stream.of("localhost", ownName(InetAddress::getHostName));
    return Stream.concat(
            Stream.concat(names, Stream.of(ownName(InetAddress::getCanonicalHostName)))
                .distinct()
                .map(name -> "DNS:" + name),
            Stream.of("IP:127.0.0.1", "IP:::1"))
        .collect(Collectors.joining(","));
  }

  private static String ownName(Function<InetAddress, String> kind) {
    try {
      return kind.apply(InetAddress.getLocalHost());
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }

  private void run(List<Stream<String>> arguments) {
    Stream<String> words = arguments.stream().flatMap(part -> part);
    Tool.run(folder, Stream.concat(Stream.of(openssl), words).toList());
  }

  private void write(String name, String content) {
    try {
      Files.writeString(folder.resolve(name), content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
