// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;

/// Says in plain words why an account does not get its initial password.
final class PasswordProblems {
  private PasswordProblems() {}

  static Problem undelivered(String what, String why, String fix) {
    return new Problem("LDAP-PASSWORD-DELIVERY", Blame.CONFIGURATION, what, why, fix);
  }

  /// An account that is there, with a password that nobody knows.
  static Problem lost(String account, Problem why) {
    return new Problem(
        why.code(),
        why.blame(),
        "%s was created, but nobody got to know its initial password".formatted(account),
        why.what() + ": " + why.why(),
        "give the account a new password by hand; " + why.fix());
  }

  static Problem withoutTls(String account, String system) {
    return new Problem(
        "LDAP-PASSWORD-NEEDS-TLS",
        Blame.CONFIGURATION,
        "%s was not created: its password would go to '%s' without encryption"
            .formatted(account, system),
        "one of the URLs of '%s' is ldap:// without StartTLS".formatted(system),
        "use ldaps:// or `start_tls: true` in '%s'".formatted(system));
  }

  static Problem noHash(String account) {
    return new Problem(
        "LDAP-PASSWORD-HASH",
        Blame.DATA,
        "%s was not created: the source has no password for it".formatted(account),
        "the column that `initial_password` names is empty for this person",
        "give the person a hash in the source, or let passwords be generated");
  }

  static Problem notAHash(String account) {
    return new Problem(
        "LDAP-PASSWORD-HASH",
        Blame.DATA,
        "%s was not created: what the source has as its password is no hash".formatted(account),
        "a hash begins with its scheme in braces, like {SSHA512} or {ARGON2}",
        "correct the column that `initial_password` names; a plain password is never taken over");
  }

  static Problem noHashHere(String account, String system) {
    return new Problem(
        "LDAP-PASSWORD-HASH",
        Blame.CONFIGURATION,
        "%s was not created: '%s' takes no hashes of passwords".formatted(account, system),
        "Active Directory makes its own from the password itself",
        "let passwords be generated: `initial_password` with `file` or `command`");
  }
}
