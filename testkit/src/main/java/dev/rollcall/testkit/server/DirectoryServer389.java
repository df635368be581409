// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.util.Optional;
import java.util.OptionalInt;

/// A real 389 Directory Server, with TLS, memberOf, referential integrity, the retro changelog and
/// content synchronisation.
public final class DirectoryServer389 extends LdapServer {
  private static final String SUFFIX = "dc=example,dc=com";

  private DirectoryServer389(Start start, Directory directory) {
    super(start, directory);
  }

  /// Starts a server: 5 to 10 s.
  public static DirectoryServer389 start() {
    return start(Programs.ofThisMachine());
  }

  static DirectoryServer389 start(Programs programs) {
    return ServerHome.with("389", Optional.empty(), home -> start(home, programs));
  }

  private static DirectoryServer389 start(ServerHome home, Programs programs) {
    Credentials admin = new Credentials("cn=Directory Manager", Passwords.random());
    Installation389 installation = new Installation389(home, programs, Ports.free(2));
    TestCertificates certificates = installation.make(SUFFIX, admin);
    Prepared prepared =
        new Prepared(
            installation.command(),
            installation.port(),
            () -> TestServer.accepts(installation.port()));
    DirectoryServer389 server =
        new DirectoryServer389(
            launch(home, prepared),
            new Directory(
                SUFFIX,
                admin,
                OptionalInt.of(installation.ldapsPort()),
                Optional.of(certificates)));
    server.load(LdapServer.firstUnits(SUFFIX));
    return server;
  }
}
