// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is read from a directory as a source.
///
/// @param bases search bases, whole subtrees
/// @param filter an LDAP filter, RFC 4515
/// @param changed the attribute that says when an entry was changed last (`modifyTimestamp`)
/// @param overlap how far before the cursor a read of changes starts
public record LdapRead(
    List<String> bases, String filter, Optional<String> changed, Duration overlap) {
  public LdapRead {
    bases = List.copyOf(bases);
  }
}
