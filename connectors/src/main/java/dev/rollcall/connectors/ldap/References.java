// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.Locale;
import java.util.Optional;

/// What groups name their members by, in the one form that is compared: DNs as RFC 4514 has them,
/// whatever their letter case and spaces, and logins as they are.
final class References {
  private References() {}

  /// The form of a value, be it a DN or a login.
  static String normal(String value) {
    return isPlain(value) ? value.toLowerCase(Locale.ROOT) : parsed(value);
  }

  /// Whether a DN needs nothing but small letters. Most do, and millions are asked for.
  private static boolean isPlain(String value) {
    boolean named = false;
    boolean begun = false;
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      if (letter == '=' && !named && begun) {
        named = true;
        begun = false;
      } else if (letter == ',' && named && begun) {
        named = false;
        begun = false;
      } else if (isPlain(letter)) {
        begun = true;
      } else if (!(letter == ' ' && named && isInside(value, i))) {
        return false;
      }
    }
    return named && begun;
  }

  private static boolean isInside(String value, int at) {
    return at > 0
        && at + 1 < value.length()
        && isPlain(value.charAt(at - 1))
        && isPlain(value.charAt(at + 1));
  }

  private static boolean isPlain(char letter) {
    return letter >= 'a' && letter <= 'z'
        || letter >= 'A' && letter <= 'Z'
        || letter >= '0' && letter <= '9'
        || letter == '.'
        || letter == '_'
        || letter == '-'
        || letter == '@';
  }

  private static String parsed(String value) {
    if (value.indexOf('=') < 0) {
      return value;
    }
    try {
      return new DN(value).toNormalizedString();
    } catch (LDAPException login) {
      return value;
    }
  }

  /// A DN of `uniqueMember` without the bits that may follow it: Name and Optional UID, RFC 4517
  /// section 3.3.21.
  static String withoutUid(String value) {
    int mark = value.lastIndexOf("#'");
    return mark >= 0 && value.endsWith("'B") && areBits(value, mark + 2, value.length() - 2)
        ? value.substring(0, mark)
        : value;
  }

  private static boolean areBits(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      if (value.charAt(i) != '0' && value.charAt(i) != '1') {
        return false;
      }
    }
    return from <= to;
  }

  /// The login that a DN begins with, where it is named by one.
  static Optional<String> login(String dn, String attribute) {
    try {
      RDN first = new DN(dn).getRDN();
      if (first == null) {
        return Optional.empty();
      }
      for (int i = 0; i < first.getValueCount(); i++) {
        if (first.getAttributeNames()[i].equalsIgnoreCase(attribute)) {
          return Optional.of(first.getAttributeValues()[i]);
        }
      }
      return Optional.empty();
    } catch (LDAPException malformed) {
      return Optional.empty();
    }
  }
}
