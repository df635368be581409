// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.util.function.Consumer;

/// Real servers as JUnit extensions. A server that is not installed fails the test.
public final class Servers {
  private Servers() {}

  public static ServerExtension<SlapdServer> slapd() {
    return slapd(_ -> {});
  }

  public static ServerExtension<SlapdServer> slapd(Consumer<SlapdOptions> options) {
    return new ServerExtension<>(() -> SlapdServer.start(options));
  }

  public static ServerExtension<DirectoryServer389> directory389() {
    return new ServerExtension<>(DirectoryServer389::start);
  }

  public static ServerExtension<SambaServer> samba() {
    return new ServerExtension<>(SambaServer::start);
  }

  public static ServerExtension<PostgresServer> postgres() {
    return postgres(_ -> {});
  }

  public static ServerExtension<PostgresServer> postgres(Consumer<DatabaseOptions> options) {
    return new ServerExtension<>(() -> PostgresServer.start(options));
  }

  public static ServerExtension<MariaDbServer> mariaDb() {
    return mariaDb(_ -> {});
  }

  public static ServerExtension<MariaDbServer> mariaDb(Consumer<DatabaseOptions> options) {
    return new ServerExtension<>(() -> MariaDbServer.start(options));
  }

  /// A slapd with TLS and the account `rollcall`, which may write to every
  /// [SlapdServer#freshArea()].
  public static SharedServerExtension<SlapdServer> sharedSlapd() {
    return new SharedServerExtension<>(
        SlapdServer.class,
        () -> SlapdServer.start(options -> options.tls().writer("ou=users", "ou=areas")));
  }

  /// It takes seconds to start, so tests of 389 Directory Server share one.
  public static SharedServerExtension<DirectoryServer389> sharedDirectory389() {
    return new SharedServerExtension<>(DirectoryServer389.class, DirectoryServer389::start);
  }

  public static SharedServerExtension<SambaServer> sharedSamba() {
    return new SharedServerExtension<>(SambaServer.class, SambaServer::start);
  }

  public static SharedServerExtension<PostgresServer> sharedPostgres() {
    return new SharedServerExtension<>(PostgresServer.class, PostgresServer::start);
  }

  public static SharedServerExtension<MariaDbServer> sharedMariaDb() {
    return new SharedServerExtension<>(MariaDbServer.class, MariaDbServer::start);
  }
}
