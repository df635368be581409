// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.connectors.ldap.LdapSettings.StartTls;
import dev.rollcall.core.model.Secret;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.LdapServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Settings of the directory `directory`, varied one at a time.
record Settings(
    List<String> urls,
    Sign sign,
    StartTls tls,
    Optional<Path> caFile,
    List<String> pins,
    boolean allowPlaintext,
    int pageSize,
    Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  static Settings of(String... urls) {
    return new Settings(
        List.of(urls),
        new Sign.Anonymous(),
        StartTls.OFF,
        Optional.empty(),
        List.of(),
        false,
        1000,
        TIMEOUT);
  }

  /// Over LDAPS, as this account.
  static Settings secure(LdapServer server, Credentials who) {
    return of(server.ldapsUri()).as(who).trusting(server.caFile());
  }

  Settings as(Credentials who) {
    return sign(new Sign.Simple(who.dn(), Secret.of(who.password())));
  }

  Settings sign(Sign other) {
    return new Settings(urls, other, tls, caFile, pins, allowPlaintext, pageSize, timeout);
  }

  Settings startTls() {
    return new Settings(
        urls, sign, StartTls.REQUIRED, caFile, pins, allowPlaintext, pageSize, timeout);
  }

  Settings trusting(Path file) {
    return new Settings(
        urls, sign, tls, Optional.of(file), pins, allowPlaintext, pageSize, timeout);
  }

  Settings pinning(String... fingerprints) {
    return new Settings(
        urls, sign, tls, caFile, List.of(fingerprints), allowPlaintext, pageSize, timeout);
  }

  Settings allowingPlaintext() {
    return new Settings(urls, sign, tls, caFile, pins, true, pageSize, timeout);
  }

  Settings pageSize(int size) {
    return new Settings(urls, sign, tls, caFile, pins, allowPlaintext, size, timeout);
  }

  Settings timeout(Duration other) {
    return new Settings(urls, sign, tls, caFile, pins, allowPlaintext, pageSize, other);
  }

  LdapSettings build() {
    return new LdapSettings(
        "directory", urls, sign, tls, caFile, pins, allowPlaintext, pageSize, timeout);
  }
}
