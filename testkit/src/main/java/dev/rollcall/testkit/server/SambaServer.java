// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A real domain controller of Active Directory, by Samba. It takes passwords over TLS only.
///
/// What differs from Windows: it never sends values in ranges unless asked to, has no MaxPageSize,
/// and accepts an enabled account without a password, which it stores as disabled.
public final class SambaServer extends LdapServer {
  private final SambaInstallation installation;

  private SambaServer(Start start, Directory directory, SambaInstallation installation) {
    super(start, directory);
    this.installation = installation;
  }

  /// Starts a server: 0.5 s, and 3 to 10 s once for a build.
  public static SambaServer start() {
    return start(Programs.ofThisMachine());
  }

  static SambaServer start(Programs programs) {
    programs.need("samba", SambaTemplate.PACKAGES);
    return ServerHome.with(
        "samba",
        Optional.empty(),
        home -> start(home, programs, SambaTemplate.ofThisBuild(programs)));
  }

  private static SambaServer start(ServerHome home, Programs programs, SambaTemplate template) {
    SambaInstallation files = new SambaInstallation(home, programs, template, Ports.free(4));
    TestCertificates certificates = files.make();
    Prepared prepared =
        new Prepared(
            files.command(),
            files.port(),
            () -> TestServer.accepts(files.port()) && TestServer.accepts(files.ldapsPort()));
    SambaServer server =
        new SambaServer(
            launch(home, prepared),
            new Directory(
                SambaTemplate.suffix(),
                template.admin(),
                OptionalInt.of(files.ldapsPort()),
                Optional.of(certificates)),
            files);
    server.load(LdapServer.firstUnits(SambaTemplate.suffix()));
    return server;
  }

  /// What comes after the `@` of a user principal name.
  public String realm() {
    return SambaTemplate.REALM;
  }

  /// `ldaps://localhost:PORT` of the global catalogue.
  public String globalCatalogueUri() {
    return "ldaps://" + host() + ":" + installation.ports().getLast();
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
