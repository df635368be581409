// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.util.concurrent.atomic.AtomicInteger;

/// A real database server, with an account that has all rights.
public abstract class SqlServer extends TestServer {
  private final SqlDatabase main;
  private final AtomicInteger databases = new AtomicInteger();

  /// @param main the database that is there from the start
  SqlServer(Start start, SqlDatabase main) {
    super(start);
    this.main = main;
  }

  public final String jdbcUrl() {
    return main.jdbcUrl();
  }

  /// An account with all rights.
  public final String user() {
    return main.user();
  }

  public final String password() {
    return main.password();
  }

  /// Runs statements with all rights in the database that is there from the start.
  public final void execute(String... statements) {
    main.execute(statements);
  }

  public final SqlDatabase createDatabase(String name) {
    execute("create database " + name);
    String server = jdbcUrl().substring(0, jdbcUrl().lastIndexOf('/') + 1);
    return new SqlDatabase(name, server + name, user(), password());
  }

  /// A new database with a name of its own, so that tests that share the server do not meet.
  public final SqlDatabase freshDatabase() {
    return createDatabase("test" + databases.incrementAndGet());
  }
}
