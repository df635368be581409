// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.List;

/// Which entries of a directory are people.
///
/// @param bases search bases, whole subtrees
/// @param filter an LDAP filter, RFC 4515
/// @param aliases what is done with those below the bases
public record LdapPeople(List<String> bases, String filter, AliasPolicy aliases) {
  public LdapPeople {
    bases = List.copyOf(bases);
  }

  /// Without following aliases.
  public LdapPeople(List<String> bases, String filter) {
    this(bases, filter, AliasPolicy.IGNORE);
  }
}
