// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A real domain controller of Active Directory, by Samba. It takes passwords over TLS only.
///
/// What differs from Windows: it never sends values in ranges unless asked to, has no MaxPageSize,
/// and accepts an enabled account without a password, which it stores as disabled.
public final class SambaServer extends LdapServer {
  /// That of the usual domain.
  public static final String SUFFIX = SambaDomain.USUAL.suffix();

  private final SambaInstallation installation;

  private SambaServer(Start start, Directory directory, SambaInstallation installation) {
    super(start, directory);
    this.installation = installation;
  }

  /// Starts a server: 0.5 s, and 3 to 10 s once for a build.
  public static SambaServer start() {
    return start(Programs.ofThisMachine());
  }

  /// Starts a server that holds what this file has, entries and modifications below [#SUFFIX]:
  /// about 1,000 a second, where a running server takes half as many.
  public static SambaServer start(Path ldif) {
    return start(Programs.ofThisMachine(), SambaDomain.USUAL, Optional.of(ldif.toAbsolutePath()));
  }

  /// Starts a server of another domain, which knows nothing of the usual one.
  public static SambaServer startOther() {
    return start(Programs.ofThisMachine(), SambaDomain.OTHER, Optional.empty());
  }

  static SambaServer start(Programs programs) {
    return start(programs, SambaDomain.USUAL, Optional.empty());
  }

  private static SambaServer start(Programs programs, SambaDomain domain, Optional<Path> ldif) {
    programs.need("samba", SambaTemplate.PACKAGES);
    return ServerHome.with(
        "samba",
        Optional.empty(),
        home -> start(home, programs, SambaTemplate.ofThisBuild(programs, domain), ldif));
  }

  private static SambaServer start(
      ServerHome home, Programs programs, SambaTemplate template, Optional<Path> ldif) {
    SambaInstallation files = new SambaInstallation(home, programs, template, Ports.free(6));
    TestCertificates certificates = files.make();
    ldif.ifPresent(files::load);
    Prepared prepared =
        new Prepared(
            files.command(),
            files.port(),
            () ->
                TestServer.accepts(files.port())
                    && TestServer.accepts(files.ldapsPort())
                    && TestServer.accepts(files.kerberosPort()));
    SambaServer server =
        new SambaServer(
            launch(home, prepared),
            new Directory(
                template.domain().suffix(),
                template.admin(),
                OptionalInt.of(files.ldapsPort()),
                Optional.of(certificates)),
            files);
    server.load(LdapServer.firstUnits(template.domain().suffix()));
    return server;
  }

  /// What comes after the `@` of a user principal name.
  public String realm() {
    return installation.template().domain().realm();
  }

  /// `ldaps://localhost:PORT` of the global catalogue.
  public String globalCatalogueUri() {
    return "ldaps://" + host() + ":" + installation.globalCataloguePort();
  }

  /// `localhost:PORT` of Kerberos, by UDP and TCP.
  public String kdc() {
    return host() + ":" + installation.kerberosPort();
  }

  /// Makes an account that signs in to `ldap://HOST` by Kerberos, and no password for it but the
  /// one in this keytab. The hosts are this server's other names.
  ///
  /// @return `NAME@REALM`
  public String kerberosAccount(String name, Path keytab, String... hosts) {
    tool("user", "add", name, "--random-password");
    tool("domain", "exportkeytab", keytab.toString(), "--principal=" + name);
    for (String other : hosts) {
      tool("spn", "add", "ldap/" + other, "DC1$");
    }
    return name + "@" + realm();
  }

  /// What `samba-tool` prints, run on the domain while the server runs.
  public String tool(String... arguments) {
    return installation.tool(List.of(arguments));
  }

  /// A connection over LDAPS: without TLS the server takes no password.
  @Override
  public LDAPConnection connect(Credentials who) throws LDAPException {
    try {
      SSLUtil tls = new SSLUtil(new PEMFileTrustManager(caFile().toFile()));
      return new LDAPConnection(
          tls.createSSLSocketFactory(), host(), ldapsPort(), who.dn(), who.password());
    } catch (GeneralSecurityException failure) {
      throw new LDAPException(ResultCode.CONNECT_ERROR, failure);
    }
  }
}
