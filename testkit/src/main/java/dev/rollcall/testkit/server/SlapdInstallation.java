// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import dev.rollcall.testkit.server.SlapdOptions.SlapdAccount;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The files of a slapd that is about to start: configuration, certificates, first entries.
record SlapdInstallation(
    SlapdOptions options,
    TestServer.Prepared prepared,
    LdapServer.Directory directory,
    String ldapiUri) {

  static SlapdInstallation make(SlapdOptions options, ServerHome home, Programs programs) {
    String slapd = programs.need("slapd", "slapd ldap-utils");
    Optional<TestCertificates> certificates =
        options.certificate.map(
            _ -> TestCertificates.in(home.folder("tls", Optional.empty()), programs));
    writeConfiguration(options, home, slapd, certificates);
    writeFirstEntries(options, home, slapd);
    List<Integer> ports = Ports.free(2);
    String ldapi =
        "ldapi://" + URLEncoder.encode(home.resolve("ldapi").toString(), StandardCharsets.UTF_8);
    OptionalInt ldaps =
        certificates.isPresent() ? OptionalInt.of(ports.getLast()) : OptionalInt.empty();
    List<String> command =
        List.of(
            slapd,
            "-d",
            "0",
            "-F",
            configuration(home),
            "-h",
            urls(ports.getFirst(), ldaps, ldapi));
    ServerCommand start = ServerCommand.of("slapd", "TERM", programs, Optional.empty(), command);
    TestServer.Prepared prepared =
        new TestServer.Prepared(
            start, ports.getFirst(), () -> TestServer.accepts(ports.getFirst()));
    Credentials admin = new Credentials(options.adminDn(), options.adminPassword);
    LdapServer.Directory directory =
        new LdapServer.Directory(options.suffix, admin, ldaps, certificates);
    return new SlapdInstallation(options, prepared, directory, ldapi);
  }

  private static String urls(int port, OptionalInt ldapsPort, String ldapi) {
    List<String> urls = new ArrayList<>(List.of("ldap://127.0.0.1:%d/".formatted(port), ldapi));
    ldapsPort.ifPresent(ldaps -> urls.add("ldaps://127.0.0.1:%d/".formatted(ldaps)));
    return String.join(" ", urls);
  }

  private static String configuration(ServerHome home) {
    return home.resolve("slapd.d").toString();
  }

  private static void writeConfiguration(
      SlapdOptions options,
      ServerHome home,
      String slapd,
      Optional<TestCertificates> certificates) {
    home.folder("slapd.d", Optional.empty());
    home.folder("db", Optional.empty());
    if (options.has("accesslog")) {
      home.folder("accesslog", Optional.empty());
    }
    Path ldif =
        home.file(
            "config.ldif",
            new SlapdConfiguration(options, home).ldif(certificates),
            Optional.empty());
    Tool.run(
        home.path(),
        List.of(slapd, "-Tadd", "-n", "0", "-F", configuration(home), "-l", ldif.toString()));
  }

  private static void writeFirstEntries(SlapdOptions options, ServerHome home, String slapd) {
    slapadd(options, home, slapd, home.file("first.ldif", firstEntries(options), Optional.empty()));
    options.bulkLoad.ifPresent(ldif -> slapadd(options, home, slapd, ldif));
  }

  private static void slapadd(SlapdOptions options, ServerHome home, String slapd, Path ldif) {
    Tool.run(
        home.path(),
        List.of(
            slapd,
            "-Tadd",
            "-q",
            "-F",
            configuration(home),
            "-b",
            options.suffix,
            "-l",
            ldif.toString()));
  }

  private static String firstEntries(SlapdOptions options) {
    StringBuilder ldif = new StringBuilder(suffixEntry(options.suffix));
    ldif.append(LdapServer.firstUnits(options.suffix));
    options.accounts.forEach(account -> ldif.append(entry(account, options.suffix)));
    if (options.has("ppolicy")) {
      ldif.append(LdapServer.unit("ou=policies," + options.suffix))
          .append(passwordPolicy(options.suffix));
    }
    return ldif.append(options.initialLdif).toString();
  }

  private static String suffixEntry(String suffix) {
    String[] first = suffix.split("[=,]", 3);
    String name = first[1].strip();
    String description =
        switch (first[0].strip()) {
          case "dc" -> "objectClass: dcObject\nobjectClass: organization\no: Example\ndc: " + name;
          case "o" -> "objectClass: organization\no: " + name;
          case "ou" -> "objectClass: organizationalUnit\nou: " + name;
          default ->
              throw new IllegalArgumentException("suffix begins with dc, o or ou: " + suffix);
        };
    return "dn: %s%n%s%n%n".formatted(suffix, description);
  }

  private static String entry(SlapdAccount account, String suffix) {
    return """
    dn: %s
    objectClass: organizationalRole
    objectClass: simpleSecurityObject
    cn: %s
    userPassword: %s

    """
        .formatted(account.dn(suffix), account.name(), account.password());
  }

  private static String passwordPolicy(String suffix) {
    return """
    dn: cn=default,ou=policies,%s
    objectClass: device
    objectClass: pwdPolicy
    cn: default
    pwdAttribute: userPassword
    pwdMinLength: 8
    pwdCheckQuality: 1
    pwdMaxFailure: 5
    pwdLockout: TRUE
    pwdLockoutDuration: 300

    """
        .formatted(suffix);
  }
}
