// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPResult;
import dev.rollcall.core.plan.Change;
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

  /// An account that is there, and has no password.
  static Problem notSet(Change.Create create, LDAPResult result, boolean closed) {
    String account = create.subject().key().value();
    return new Problem(
        "LDAP-PASSWORD-NOT-SET",
        Blame.REMOTE_SYSTEM,
        "%s was created%s, but the server did not set its initial password"
            .formatted(account, closed ? " disabled" : ""),
        Refusals.said(result),
        "see what the second line says (a password policy, a right that is missing), mend it for"
            + " those who come next, and give this account a password by hand: ldappasswd -S '%s'"
                .formatted(account));
  }

  /// A password that the person may keep although it was to be changed.
  static Problem notMarked(Change.Create create, LDAPResult result, String attribute) {
    String account = create.subject().key().value();
    return new Problem(
        "LDAP-PASSWORD-NOT-SET",
        Blame.REMOTE_SYSTEM,
        "%s was created with its initial password, but need not change it".formatted(account),
        Refusals.said(result),
        "set %s of the account by hand, or leave `must_change` out".formatted(attribute));
  }

  static Problem notOffered(String what, Layout layout) {
    return new Problem(
        "LDAP-NO-MODIFY-PASSWORD",
        Blame.CONFIGURATION,
        "%s: '%s' does not offer to set passwords by an operation of their own"
            .formatted(what, layout.system()),
        "%s does not list %s (RFC 3062) as supportedExtension of its root DSE"
            .formatted(layout.directory().words(), Directory.MODIFY_PASSWORD),
        "leave `scheme` out of `initial_password`: the password is set as the server kind wants"
            + " it then");
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
