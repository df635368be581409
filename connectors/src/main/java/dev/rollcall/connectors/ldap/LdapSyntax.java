// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.Optional;

/// Finds mistakes in what a configuration says about a directory, without asking it.
public final class LdapSyntax {
  private LdapSyntax() {}

  /// What is wrong with a filter, RFC 4515.
  public static Optional<Problem> filter(String text) {
    try {
      Filter.create(text);
      return Optional.empty();
    } catch (LDAPException malformed) {
      return Optional.of(
          new Problem(
              "LDAP-FILTER",
              Blame.CONFIGURATION,
              "'%s' is not an LDAP filter".formatted(text),
              String.valueOf(malformed.getMessage()),
              "write it like (&(objectClass=inetOrgPerson)(uid=*)), every part in parentheses"));
    }
  }

  /// What is wrong with a DN, RFC 4514.
  public static Optional<Problem> dn(String text) {
    try {
      return new DN(text).isNullDN()
          ? Optional.of(malformedDn(text, "it is empty"))
          : Optional.empty();
    } catch (LDAPException malformed) {
      return Optional.of(malformedDn(text, String.valueOf(malformed.getMessage())));
    }
  }

  /// What is wrong with the URL of a directory.
  public static Optional<Problem> url(String system, String text) {
    return LdapUrl.parse(text).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "LDAP-URL",
                Blame.CONFIGURATION,
                "'%s' is not a URL of a directory".formatted(text),
                "system '%s' has it as its url".formatted(system),
                "write ldaps://HOST, ldap://HOST (with StartTLS) or"
                    + " ldapi://%2Fpath%2Fto%2Fsocket"));
  }

  static Problem noUrl(String system) {
    return new Problem(
        "LDAP-URL",
        Blame.CONFIGURATION,
        "system '%s' has no url".formatted(system),
        "a directory is reached by at least one URL",
        "add `url: ldaps://HOST` to '%s'".formatted(system));
  }

  private static Problem malformedDn(String text, String why) {
    return new Problem(
        "LDAP-DN",
        Blame.CONFIGURATION,
        "'%s' is not a DN".formatted(text),
        why,
        "write it like ou=users,dc=example,dc=com; a comma in a value is written \\,");
  }
}
