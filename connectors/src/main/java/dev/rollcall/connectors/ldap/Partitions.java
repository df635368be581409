// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.RDN;
import java.util.Set;

/// Tells where a reference of Active Directory leads. Below a domain it refers to its other
/// partitions in every answer, MS-ADTS 3.1.1.3.1.3.4: to configuration, schema and DNS, which hold
/// nobody, and to child domains, which hold people.
final class Partitions {
  private static final Set<String> WITHOUT_PEOPLE =
      Set.of("cn=configuration", "cn=schema", "dc=domaindnszones", "dc=forestdnszones");

  private Partitions() {}

  static boolean isWithoutPeople(String url) {
    try {
      RDN[] names = new LDAPURL(url).getBaseDN().getRDNs();
      return names.length > 0 && WITHOUT_PEOPLE.contains(new DN(names[0]).toNormalizedString());
    } catch (LDAPException unknown) {
      return false;
    }
  }
}
