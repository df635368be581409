// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.connectors.file.FileSettings;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.connectors.ldap.LdapSettings.StartTls;
import dev.rollcall.connectors.sql.SqlSettings;
import dev.rollcall.core.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemsTest {
  @TempDir private Path directory;

  /// A configuration whose first system is `it`, and that is right otherwise.
  private static String with(String system) {
    return """
    systems:
      it: { %s }
      people: { type: file, path: people.csv }
      ftrack: { type: ftrack, server: https://f.example.com, user: u, api_key: '${env:K}' }
    syncs:
      s:
        from: people
        to: ftrack
        users: { anchor: id, match: username, attributes: { username: login } }
    """
        .formatted(system);
  }

  private SystemConfig system(String system, Map<String, String> environment) {
    return new Desk(directory, environment).load(with(system)).systems().firstEntry().getValue();
  }

  private String brief(String system, Map<String, String> environment) {
    return new Desk(directory, environment).brief(with(system));
  }

  private LdapSettings ldap(String keys, Map<String, String> environment) {
    return assertInstanceOf(
            SystemConfig.Ldap.class, system("type: ldap, " + keys, withKey(environment)))
        .settings();
  }

  private static Map<String, String> withKey(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("K", "k");
    return all;
  }

  @Test
  void readsADatabase() {
    SystemConfig system =
        system(
            "type: sql, url: 'jdbc:postgresql://db/hr', username: u, password: '${env:K}',"
                + " properties: { sslmode: verify-full }",
            Map.of("K", "secret"));

    SqlSettings settings = assertInstanceOf(SystemConfig.Sql.class, system).settings();
    assertEquals(
        new SqlSettings(
            "it",
            "jdbc:postgresql://db/hr",
            Optional.of("u"),
            Optional.of(Secret.of("secret")),
            Map.of("sslmode", "verify-full")),
        settings);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:sqlite:hr.db, jdbc:sqlite:DIR/hr.db",
    "jdbc:sqlite:a/hr.db?cache=shared, jdbc:sqlite:DIR/a/hr.db?cache=shared",
    "jdbc:sqlite:/x/hr.db, jdbc:sqlite:/x/hr.db",
    "jdbc:sqlite::memory:, jdbc:sqlite::memory:",
    "jdbc:sqlite:file:hr.db, jdbc:sqlite:file:hr.db",
  })
  void findsSqliteFilesFromTheConfiguration(String written, String read) {
    SystemConfig system = system("type: sql, url: '" + written + "'", Map.of("K", "k"));

    SqlSettings settings = assertInstanceOf(SystemConfig.Sql.class, system).settings();
    assertEquals(read.replace("DIR", directory.toString()), settings.url());
  }

  @Test
  void readsAFile() {
    SystemConfig system =
        system("type: file, path: a/p.txt, format: csv, separator: tab", Map.of("K", "k"));

    FileSettings settings = assertInstanceOf(SystemConfig.File.class, system).settings();
    assertEquals(
        new FileSettings(
            "it",
            directory.resolve("a/p.txt"),
            Optional.of(FileSettings.Format.CSV),
            '\t',
            Optional.empty()),
        settings);
  }

  @ParameterizedTest
  @CsvSource({
    "ldaps://h, OFF, false",
    "ldap://localhost, OFF, true",
    "ldap://127.0.0.1:3389, OFF, true",
    "'ldap://[::1]', OFF, true",
    "ldap://h, REQUIRED, false",
    "ldapi://%2Frun%2Fslapd, OFF, false",
  })
  void demandsTlsWhereAPasswordWouldTravel(String url, StartTls tls, boolean plaintext) {
    LdapSettings settings =
        ldap("url: '" + url + "', bind_dn: cn=x, bind_password: '${env:K}'", Map.of());

    assertEquals(tls, settings.tls());
    assertEquals(plaintext, settings.allowPlaintext());
    assertEquals(new Sign.Simple("cn=x", Secret.of("k")), settings.sign());
  }

  @Test
  void sendsPasswordsInTheOpenOnlyWhenTold() {
    String keys = "url: ldap://h, bind_dn: cn=x, bind_password: '${env:K}', ";

    assertEquals(StartTls.OFF, ldap(keys + "allow_plaintext: true", Map.of()).tls());
    assertEquals(
        "2:89 CONFIG-PLAINTEXT systems.it.start_tls would send a password without TLS",
        brief("type: ldap, " + keys + "start_tls: false", Map.of("K", "k")));
  }

  @Test
  void asksNoTlsOfAnonymousReads() {
    LdapSettings settings = ldap("url: ldap://h", Map.of());

    assertEquals(StartTls.OFF, settings.tls());
    assertEquals(new Sign.Anonymous(), settings.sign());
  }

  @Test
  void signsInByCertificate() {
    LdapSettings settings =
        ldap("url: ldap://h, sasl: external, client_certificate: c.pem", Map.of());

    assertEquals(new Sign.External(Optional.of(directory.resolve("c.pem"))), settings.sign());
    assertEquals(StartTls.REQUIRED, settings.tls());
  }

  @Test
  void signsInByKerberosWhichEncryptsByItself() {
    LdapSettings settings =
        ldap(
            "url: ldap://h, sasl: gssapi, principal: r@EXAMPLE.COM, keytab: r.keytab, kdc: [a,"
                + " 'b:8888']",
            Map.of());

    assertEquals(
        new Sign.Kerberos("r@EXAMPLE.COM", directory.resolve("r.keytab"), List.of("a", "b:8888")),
        settings.sign());
    assertEquals(StartTls.OFF, settings.tls());
  }

  @Test
  void findsServersByDns() {
    LdapSettings settings =
        ldap(
            "url: ldap+srv://dc._msdcs.example.com, bind_dn: cn=x, bind_password: '${env:P}'",
            Map.of("P", "p"));

    assertEquals(List.of("ldap+srv://dc._msdcs.example.com"), settings.urls());
    assertEquals(StartTls.REQUIRED, settings.tls());
  }

  @Test
  void pinsCertificates() {
    String pin = "sha256:" + "0a:".repeat(31) + "FF";

    assertEquals(
        List.of(pin, "0a".repeat(32)),
        ldap(
                "url: ldaps://h, pinned_certificate: ['%s', %s]".formatted(pin, "0a".repeat(32)),
                Map.of())
            .pins());
  }

  @Test
  void signsInByUserIdOnALocalSocket() {
    LdapSettings settings = ldap("url: ldapi://%2Frun%2Fldapi, sasl: external", Map.of());

    assertEquals(new Sign.External(Optional.empty()), settings.sign());
  }

  @Test
  void takesTheOnlyDirectoryFromTheEnvironment() {
    LdapSettings settings =
        ldap(
            "page_size: 10",
            Map.of("LDAP_URL", "ldaps://e", "LDAP_BIND_DN", "cn=e", "LDAP_BIND_PASSWORD", "p"));

    assertEquals(List.of("ldaps://e"), settings.urls());
    assertEquals(new Sign.Simple("cn=e", Secret.of("p")), settings.sign());
  }

  @Test
  void takesNothingFromTheEnvironmentWhereItCouldMeanSeveral() {
    String yaml = with("type: ldap, url: ldaps://a");
    String several = yaml.replace("systems:\n", "systems:\n  other: { type: ldap }\n");

    String brief =
        new Desk(directory, Map.of("K", "k", "LDAP_URL", "ldaps://e", "LDAP_BIND_DN", "cn=e"))
            .brief(several);

    assertEquals("2:3 CONFIG-KEY-MISSING systems.other has no 'url'", brief);
  }

  @ParameterizedTest
  @CsvSource({
    "studio, https://studio.ftrackapp.com",
    "studio.example.com, https://studio.example.com",
    "https://studio.example.com/, https://studio.example.com",
    "http://localhost:8080, http://localhost:8080",
  })
  void takesTheAddressOfAWorkspaceAsFtrackDoes(String written, String read) {
    String keys = "type: ftrack, server: '" + written + "', user: u, api_key: '${env:K}'";

    SystemConfig system = system(keys, Map.of("K", "k"));

    FtrackSettings settings = assertInstanceOf(SystemConfig.Ftrack.class, system).settings();
    assertEquals(URI.create(read), settings.server());
  }

  @Test
  void knowsTheFilesOfBuiltInSystems() {
    SystemConfig ldap = system("type: ldap, url: 'sandbox:a b.ldif'", Map.of("K", "k"));
    SystemConfig ftrack = system("type: ftrack, server: 'sandbox:a b.json'", Map.of("K", "k"));

    assertEquals(
        Optional.of(directory.resolve("a b.ldif")),
        assertInstanceOf(SystemConfig.Ldap.class, ldap).sandbox());
    assertEquals(
        Optional.of(directory.resolve("a b.json")),
        assertInstanceOf(SystemConfig.Ftrack.class, ftrack).sandbox());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: sql, url: postgres | 2:25 CONFIG-VALUE systems.it.url takes a JDBC address",
        "type: file, path: p.txt | 2:3 CONFIG-KEY-MISSING systems.it has no 'format'",
        "type: file, path: p.ldif, format: ldif, separator: ';' | 2:49 CONFIG-KEY-MISPLACED"
            + " systems.it.separator has no use here",
        "type: ldap, url: ldaps://h/dc=x | 2:26 CONFIG-VALUE systems.it.url takes the address of a"
            + " directory",
        "type: ldap, url: http://h | 2:26 CONFIG-VALUE systems.it.url takes the address of a"
            + " directory",
        "type: ldap, url: 'ldaps://h:0' | 2:26 CONFIG-VALUE systems.it.url takes the address of a"
            + " directory",
        "type: ldap, url: ldaps://h, bind_dn: cn=x | 2:3 CONFIG-KEY-MISSING systems.it has no"
            + " 'bind_password'",
        "type: ldap, url: ldaps://h, bind_password: '${env:K}' | 2:3 CONFIG-KEY-MISSING systems.it"
            + " has no 'bind_dn'",
        "type: ldap, url: ldaps://h, bind_dn: cn=x, bind_password: '' | 2:67 CONFIG-SECRET-EMPTY"
            + " systems.it.bind_password is empty",
        "type: ldap, url: ldaps://h, sasl: external | 2:3 CONFIG-KEY-MISSING systems.it has no"
            + " 'client_certificate'",
        "type: ldap, url: ldaps://h, sasl: gssapi, keytab: k | 2:3 CONFIG-KEY-MISSING systems.it"
            + " has no 'principal'",
        "type: ldap, url: ldaps://h, sasl: gssapi, principal: a@B | 2:3 CONFIG-KEY-MISSING"
            + " systems.it has no 'keytab'",
        "type: ldap, url: ldaps://h, sasl: gssapi, principal: a, keytab: k | 2:62 CONFIG-VALUE"
            + " systems.it.principal takes a Kerberos name like rollcall@AD.EXAMPLE.COM",
        "type: ldap, url: ldaps://h, keytab: k | 2:37 CONFIG-KEY-MISPLACED systems.it.keytab has no"
            + " use here",
        "type: ldap, url: ldaps://h, client_certificate: c | 2:37 CONFIG-KEY-MISPLACED"
            + " systems.it.client_certificate has no use here",
        "type: ldap, url: ldaps://h, timeout: 99d | 2:46 CONFIG-VALUE systems.it.timeout is longer"
            + " than a day",
        "type: ldap, url: ldaps://h, page_size: 0 | 2:48 CONFIG-VALUE systems.it.page_size takes a"
            + " whole number from 1 to 100000",
        "type: ldap, url: ldaps://h, ca_file: [a] | 2:46 CONFIG-VALUE systems.it.ca_file takes a"
            + " file name",
        "type: ldap, url: [] | 2:26 CONFIG-VALUE systems.it.url takes an address, or a list of"
            + " them",
        "type: ldap, url: ['sandbox:a', 'ldap://h'] | 2:26 CONFIG-VALUE systems.it.url mixes"
            + " 'sandbox:' with other addresses",
        "type: ftrack, server: 'http://h', user: u, api_key: '${env:K}' | 2:31 CONFIG-PLAINTEXT"
            + " systems.it.server would send a password without TLS",
        "type: ftrack, server: 'ftp://h', user: u, api_key: '${env:K}' | 2:31 CONFIG-VALUE"
            + " systems.it.server takes the address of an ftrack workspace",
        "type: ftrack, server: s, api_user: u, api_key: '${env:K}' | 2:34 CONFIG-KEY-RENAMED there"
            + " is no key 'api_user' in systems.it",
        "type: ftrak | 2:15 CONFIG-VALUE systems.it.type cannot be 'ftrak'",
        "typ: ldap | 2:9 CONFIG-KEY-UNKNOWN unknown key 'typ' in systems.it",
        "url: x | 2:3 CONFIG-KEY-MISSING systems.it has no 'type'",
      })
  void saysWhatIsWrongAndWhere(String system, String said) {
    assertEquals(said, brief(system, Map.of("K", "k")));
  }
}
