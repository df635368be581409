// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.List;

/// Which entries of a directory are people.
///
/// @param bases search bases, whole subtrees
/// @param filter an LDAP filter, RFC 4515
public record LdapPeople(List<String> bases, String filter) {
  public LdapPeople {
    bases = List.copyOf(bases);
  }
}
