// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/// How a directory gets to see a password.
public enum PasswordScheme {
  /// As it is: the server hashes it, as 389 Directory Server does.
  PLAIN,
  /// Salted SHA-1, what OpenLDAP makes itself (`password-hash` in slapd.conf(5)); it keeps a plain
  /// value plain unless `ppolicy_hash_cleartext` is set.
  SSHA,
  /// Salted SHA-512; OpenLDAP needs its module `pw-sha2` for it.
  SSHA512,
  /// As it is, by the extended operation of RFC 3062 right after the account is made, so that the
  /// server hashes it and applies its policy. Over TLS only.
  MODIFY_PASSWORD;

  private static final int SALT = 16;

  /// The value of `userPassword`.
  Secret of(Secret password) {
    return switch (this) {
      case PLAIN, MODIFY_PASSWORD -> password;
      case SSHA -> salted("SHA-1", "{SSHA}", password);
      case SSHA512 -> salted("SHA-512", "{SSHA512}", password);
    };
  }

  private static Secret salted(String algorithm, String prefix, Secret password) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(password.reveal().getBytes(StandardCharsets.UTF_8));
      byte[] hash = digest.digest(salt);
      byte[] both = Arrays.copyOf(hash, hash.length + SALT);
      System.arraycopy(salt, 0, both, hash.length, SALT);
      return Secret.of(prefix + Base64.getEncoder().encodeToString(both));
    } catch (NoSuchAlgorithmException everyJvmHasThem) {
      throw new IllegalStateException(everyJvmHasThem);
    }
  }
}
