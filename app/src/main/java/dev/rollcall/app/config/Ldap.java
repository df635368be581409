// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.app.config.keys.Syntax;

/// The texts that LDAP gives a syntax (RFC 4514, RFC 4515).
final class Ldap {
  private Ldap() {}

  /// Whether LDAP has nothing against the text, or nothing to say of such a text.
  static boolean accepts(Syntax syntax, String text) {
    return switch (syntax) {
      case DN -> DN.isValidDN(text);
      case FILTER -> isFilter(text);
      default -> true;
    };
  }

  private static boolean isFilter(String text) {
    try {
      Filter.create(text.strip());
      return true;
    } catch (LDAPException _) {
      return false;
    }
  }
}
