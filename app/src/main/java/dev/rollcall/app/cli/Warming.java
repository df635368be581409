// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import dev.rollcall.core.expression.Expressions;
import dev.rollcall.core.expression.Names;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import javax.crypto.Mac;

/// Wakes the libraries that a run is about to use, on another processor, while the command line and
/// the configuration are read. Whoever needs one before it is awake waits for it, as always.
final class Warming {
  private static final Set<String> COMMANDS = Set.of("run", "plan", "apply", "check");

  private Warming() {}

  static void begin(String... args) {
    if (args.length > 0
        && COMMANDS.contains(args[0])
        && Runtime.getRuntime().availableProcessors() > 1) {
      Thread.ofPlatform().daemon().name("rollcall-warming").start(Warming::wake);
    }
  }

  private static void wake() {
    try {
      Expressions.condition("a.lowerAscii() == ''", Names.open());
      DriverManager.getConnection("jdbc:sqlite::memory:").close();
      new LDAPConnection(new LDAPConnectionOptions()).close();
      MessageDigest.getInstance("SHA-256");
      Mac.getInstance("HmacSHA256");
    } catch (SQLException | GeneralSecurityException | LinkageError itWillBeSaidWhenItIsUsed) {
      // This is no place to report it: nobody has asked for it yet.
    }
  }
}
