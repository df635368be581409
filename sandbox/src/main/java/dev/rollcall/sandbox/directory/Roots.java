// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Locale;
import java.util.Objects;

/// Entries that hold others.
final class Roots {
  private Roots() {}

  /// The entry that a DN calls for: a domain, a unit, an organization or a container.
  static Entry entry(String dn) throws LDAPException {
    RDN rdn = Objects.requireNonNull(new DN(dn).getRDN(), "the DN is empty");
    String attribute = rdn.getAttributeNames()[0];
    String value = rdn.getAttributeValues()[0];
    return switch (attribute.toLowerCase(Locale.ROOT)) {
      case "dc" ->
          new Entry(
              dn,
              new Attribute("objectClass", "top", "domain", "dcObject"),
              new Attribute("dc", value));
      case "ou" ->
          new Entry(
              dn,
              new Attribute("objectClass", "top", "organizationalUnit"),
              new Attribute("ou", value));
      case "o" ->
          new Entry(
              dn, new Attribute("objectClass", "top", "organization"), new Attribute("o", value));
      default ->
          throw new LDAPException(
              ResultCode.NAMING_VIOLATION, "a root is named by dc, ou or o, not by " + attribute);
    };
  }
}
