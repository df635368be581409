// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the `cn=config` tree of a slapd as LDIF.
final class SlapdConfiguration {
  private static final List<String> MODULE_FOLDERS =
      List.of("/usr/lib/ldap", "/usr/lib64/openldap", "/usr/libexec/openldap", "/usr/lib/openldap");
  private static final List<String> SCHEMA_FOLDERS =
      List.of("/etc/ldap/schema", "/etc/openldap/schema");

  private final SlapdOptions options;
  private final ServerHome home;
  private final String me;

  SlapdConfiguration(SlapdOptions options, ServerHome home) {
    this.options = options;
    this.home = home;
    this.me = ThisUser.current().ldapiIdentity();
  }

  String ldif(Optional<TestCertificates> certificates) {
    SlapdOverlays overlays = new SlapdOverlays(options);
    return Stream.of(
            global(certificates),
            modules(),
            schema(),
            frontend(),
            overlays.logDatabase(home.resolve("accesslog"), me),
            database(),
            overlays.entries(),
            monitor())
        .filter(entry -> !entry.isBlank())
        .map(String::strip)
        .collect(Collectors.joining("\n\n", "", "\n"));
  }

  private String global(Optional<TestCertificates> certificates) {
    String entry =
        """
        dn: cn=config
        objectClass: olcGlobal
        cn: config
        olcThreads: %d
        olcToolThreads: 2
        olcConnMaxPending: 1000
        olcConnMaxPendingAuth: 5000
        olcLogLevel: none
        """
            .formatted(options.threads);
    return entry + certificates.map(this::tls).orElse("");
  }

  private String tls(TestCertificates certificates) {
    CertificateFiles shown =
        certificates.server(options.certificate.orElse(ServerCertificate.VALID));
    return """
    olcTLSCACertificateFile: %s
    olcTLSCertificateFile: %s
    olcTLSCertificateKeyFile: %s
    olcTLSProtocolMin: 3.3
    olcTLSVerifyClient: %s
    olcAuthzRegexp: {0}"^cn=([^,]+),o=%s$" "cn=$1,ou=services,%s"
    """
        .formatted(
            certificates.caFile(),
            shown.certificate(),
            shown.key(),
            options.clientCertificates ? "try" : "never",
            TestCertificates.ORGANISATION.toLowerCase(Locale.ROOT),
            options.suffix);
  }

  private String modules() {
    List<String> lines = new ArrayList<>();
    lines.add("dn: cn=module{0},cn=config");
    lines.add("objectClass: olcModuleList");
    lines.add("cn: module{0}");
    lines.add("olcModulePath: " + firstFolder(MODULE_FOLDERS));
    lines.add("olcModuleLoad: back_mdb");
    overlays().map(name -> "olcModuleLoad: " + name).forEach(lines::add);
    return String.join("\n", lines);
  }

  private String schema() {
    Path folder = firstFolder(SCHEMA_FOLDERS);
    String parts =
        options.schemas.stream()
            .map(name -> withoutComments(folder.resolve(name + ".ldif")))
            .collect(Collectors.joining("\n\n"));
    return """
    dn: cn=schema,cn=config
    objectClass: olcSchemaConfig
    cn: schema

    %s
    """
        .formatted(parts);
  }

  private String frontend() {
    return """
    dn: olcDatabase={-1}frontend,cn=config
    objectClass: olcDatabaseConfig
    objectClass: olcFrontendConfig
    olcDatabase: {-1}frontend
    olcSizeLimit: %d
    olcAccess: {0}to dn.base="" by * read
    olcAccess: {1}to dn.base="cn=Subschema" by * read

    dn: olcDatabase={0}config,cn=config
    objectClass: olcDatabaseConfig
    olcDatabase: {0}config
    olcAccess: {0}to * by dn.exact=%s manage by * none
    """
        .formatted(options.sizeLimit, me);
  }

  private String database() {
    List<String> lines = new ArrayList<>();
    String number = databaseNumber(options);
    lines.add("dn: olcDatabase=%smdb,cn=config".formatted(number));
    lines.add("objectClass: olcDatabaseConfig");
    lines.add("objectClass: olcMdbConfig");
    lines.add("olcDatabase: %smdb".formatted(number));
    lines.add("olcSuffix: " + options.suffix);
    lines.add("olcRootDN: " + options.adminDn());
    lines.add("olcRootPW: " + options.adminPassword);
    lines.add("olcDbDirectory: " + home.resolve("db"));
    lines.add("olcDbMaxSize: " + options.maxBytes);
    lines.addAll(writing(options));
    options.indexed.forEach(attribute -> lines.add("olcDbIndex: " + attribute + " eq"));
    if (options.has("memberof")) {
      lines.add("olcDbIndex: memberOf eq");
    }
    lines.addAll(new SlapdAccess(options, me).lines());
    return String.join("\n", lines);
  }

  /// Without `writemap` a database that need not be durable is no faster than one that must be: the
  /// time then goes into copying pages to the file system.
  static List<String> writing(SlapdOptions options) {
    return options.durable ? List.of() : List.of("olcDbNoSync: TRUE", "olcDbEnvFlags: writemap");
  }

  static String databaseNumber(SlapdOptions options) {
    return options.has("accesslog") ? "{2}" : "{1}";
  }

  private String monitor() {
    String number = options.has("accesslog") ? "{3}" : "{2}";
    return """
    dn: olcDatabase=%1$smonitor,cn=config
    objectClass: olcDatabaseConfig
    objectClass: olcMonitorConfig
    olcDatabase: %1$smonitor
    olcAccess: {0}to * by dn.exact="%2$s" read by dn.exact=%3$s read by * none
    """
        .formatted(number, options.adminDn(), me);
  }

  private Stream<String> overlays() {
    return SlapdOptions.OVERLAYS.stream().filter(options::has);
  }

  private static Path firstFolder(List<String> folders) {
    return folders.stream()
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () -> new ServerNotInstalled(Programs.missing("slapd", folders, "slapd ldap-utils")));
  }

  private static String withoutComments(Path ldif) {
    try (Stream<String> lines = Files.lines(ldif)) {
      return lines.filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n")).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read schema " + ldif, failure);
    }
  }
}
