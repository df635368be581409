// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this process knows of Kerberos realms: the user's own `krb5.conf`, and what the systems of
/// the configuration add to it.
///
/// Java reads one `krb5.conf` for the whole process, named by a system property. So it is given one
/// that includes the user's and a folder with a file for each realm and each host: as many realms
/// as there are systems. Of a value that is there twice the first counts (sun.security.krb5.Config,
/// JDK 25), so what a system says of its realm comes before the user's file, and the rest after it.
record KerberosFiles(Path folder) {
  /// The system property of Java that names the file.
  static final String PROPERTY = "java.security.krb5.conf";

  private static final String OWN = "rollcall-krb5";
  private static final Path USUAL = Path.of("/etc/krb5.conf");

  // The usual ones, 30 s three times for each KDC, let a run hang for minutes.
  private static final String TIMES =
      """
      [libdefaults]
        kdc_timeout = 5000
        max_retries = 2
      """;

  /// Those of this process; made when they are first asked for.
  static synchronized KerberosFiles ofThisProcess() throws IOException {
    Optional<Path> named = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    Optional<Path> own =
        named
            .map(Path::toAbsolutePath)
            .map(Path::getParent)
            .filter(folder -> folder.getFileName().toString().startsWith(OWN))
            .filter(Files::isDirectory);
    if (own.isPresent()) {
      return new KerberosFiles(own.get());
    }
    KerberosFiles files = in(Files.createTempDirectory(OWN), theirs(named, System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(files::delete));
    System.setProperty(PROPERTY, files.main().toString());
    return files;
  }

  static KerberosFiles in(Path folder, List<Path> theirs) throws IOException {
    KerberosFiles files = new KerberosFiles(folder);
    Files.createDirectory(files.realms());
    Files.createDirectory(files.hosts());
    String included =
        theirs.stream()
            .map(file -> "include " + file.toAbsolutePath() + "\n")
            .collect(Collectors.joining());
    Files.writeString(
        files.main(),
        "includedir %s\n%sincludedir %s\n%s"
            .formatted(files.realms(), included, files.hosts(), TIMES));
    return files;
  }

  /// The user's own: what Java would have read, or what MIT Kerberos would (krb5.conf(5)).
  static List<Path> theirs(Optional<Path> named, Map<String, String> environment) {
    List<Path> candidates = new ArrayList<>();
    named.ifPresent(candidates::add);
    if (candidates.isEmpty()) {
      Optional.ofNullable(environment.get("KRB5_CONFIG")).stream()
          .flatMap(paths -> Stream.of(paths.split(":")))
          .filter(path -> !path.isBlank())
          .map(Path::of)
          .forEach(candidates::add);
    }
    if (candidates.isEmpty()) {
      candidates.add(USUAL);
    }
    return candidates.stream().filter(Files::isReadable).distinct().toList();
  }

  /// Says where the key distribution centres of a realm are, where a system names them, and that a
  /// server is of this realm.
  void add(String realm, List<String> kdcs, String host) throws IOException {
    if (!kdcs.isEmpty()) {
      String lines =
          kdcs.stream().map(kdc -> "    kdc = " + kdc + "\n").collect(Collectors.joining());
      write(realms(), realm, "[realms]\n  %s = {\n%s  }\n".formatted(realm, lines));
    }
    write(hosts(), host, "[domain_realm]\n  %s = %s\n".formatted(host, realm));
  }

  /// Java takes files that have no other than these letters in their names.
  private void write(Path place, String name, String text) throws IOException {
    Path file = place.resolve(HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8)));
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Path fresh = Files.writeString(Files.createTempFile(folder, "new", ""), text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  Path main() {
    return folder.resolve("krb5.conf");
  }

  private Path realms() {
    return folder.resolve("realms");
  }

  private Path hosts() {
    return folder.resolve("hosts");
  }

  private void delete() {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException left) {
      // It is in the folder for temporary files, and holds no secret.
    }
  }
}
