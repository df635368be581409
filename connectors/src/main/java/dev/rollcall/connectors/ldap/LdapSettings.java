// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a directory is reached.
///
/// @param name the system's name in the configuration
/// @param urls `ldap://`, `ldaps://`, `ldapi://`, `ldap+srv://` or `ldaps+srv://`; tried in order
/// @param tls for `ldap://`: whether StartTLS is demanded before anything is sent
/// @param caFile PEM certificates to trust instead of the JVM's
/// @param pins SHA-256 fingerprints of the only certificates, or public keys, to trust; without
///   `caFile` they are trusted whoever signed them and whatever host they name
/// @param allowPlaintext whether a password may be sent without TLS
public record LdapSettings(
    String name,
    List<String> urls,
    Sign sign,
    StartTls tls,
    Optional<Path> caFile,
    List<String> pins,
    boolean allowPlaintext,
    int pageSize,
    Duration timeout) {

  /// How to sign in.
  public sealed interface Sign {
    record Anonymous() implements Sign {}

    record Simple(String bindDn, Secret password) implements Sign {}

    /// SASL EXTERNAL, RFC 4422 appendix A: by client certificate, or by the user id on `ldapi://`.
    ///
    /// @param certificate PEM file with the client certificate and key; empty on `ldapi://`
    record External(Optional<Path> certificate) implements Sign {}

    /// SASL GSSAPI, RFC 4752: by Kerberos, with a key out of a file.
    ///
    /// @param principal `NAME@REALM`
    /// @param kdcs `HOST` or `HOST:PORT` of the realm's key distribution centres; empty where
    ///   `krb5.conf` or DNS says
    record Kerberos(String principal, Path keytab, List<String> kdcs) implements Sign {
      public Kerberos {
        kdcs = List.copyOf(kdcs);
      }

      /// What comes after the `@`.
      public String realm() {
        return principal.substring(principal.lastIndexOf('@') + 1);
      }
    }
  }

  /// Whether an `ldap://` connection is upgraded.
  public enum StartTls {
    REQUIRED,
    OFF
  }

  public LdapSettings {
    urls = List.copyOf(urls);
    pins = List.copyOf(pins);
  }

  /// Without pinned certificates.
  public LdapSettings(
      String name,
      List<String> urls,
      Sign sign,
      StartTls tls,
      Optional<Path> caFile,
      boolean allowPlaintext,
      int pageSize,
      Duration timeout) {
    this(name, urls, sign, tls, caFile, List.of(), allowPlaintext, pageSize, timeout);
  }

  /// Whether a certificate has to name the host it is shown by.
  boolean namesMatter() {
    return pins.isEmpty() || caFile.isPresent();
  }
}
