// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.List;

/// Which entries of a directory are groups, for a source.
///
/// @param bases search bases, whole subtrees
/// @param filter an LDAP filter, RFC 4515
/// @param aliases what is done with those below the bases
public record LdapGroups(List<String> bases, String filter, AliasPolicy aliases) {
  public LdapGroups {
    bases = List.copyOf(bases);
  }

  /// Without following aliases.
  public LdapGroups(List<String> bases, String filter) {
    this(bases, filter, AliasPolicy.IGNORE);
  }
}
