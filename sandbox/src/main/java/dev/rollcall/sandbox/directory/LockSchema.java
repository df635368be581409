// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.directory;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.Objects;

/// The standard schema, and the attributes with which real servers lock accounts.
final class LockSchema {
  /// As OpenLDAP's password policy overlay defines it, but as text: slapo-ppolicy(5) locks for ever
  /// with `000001010000Z`, and this server does not take the year 0 for a time.
  private static final String OPENLDAP =
      "( 1.3.6.1.4.1.42.2.27.8.1.17 NAME 'pwdAccountLockedTime'"
          + " EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15"
          + " SINGLE-VALUE USAGE directoryOperation )";

  /// As 389 Directory Server defines it (02common.ldif, `nsAccountLock`).
  private static final String PORT389 =
      "( 2.16.840.1.113730.3.1.610 NAME 'nsAccountLock'"
          + " EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15"
          + " USAGE directoryOperation )";

  private LockSchema() {}

  static Schema standardWithLocks() throws LDAPException {
    Schema standard = Schema.getDefaultStandardSchema();
    Entry entry = new Entry("cn=schema");
    entry.addAttribute("objectClass", "top", "ldapSubentry", "subschema");
    entry.addAttribute(
        Schema.ATTR_ATTRIBUTE_TYPE,
        new AttributeTypeDefinition(OPENLDAP).toString(),
        new AttributeTypeDefinition(PORT389).toString());
    return Objects.requireNonNull(Schema.mergeSchemas(standard, new Schema(entry)));
  }
}
