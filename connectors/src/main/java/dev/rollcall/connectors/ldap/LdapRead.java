// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is read from a directory as a source.
///
/// @param people which entries; one that is there twice is one person
/// @param changed the attribute that says when an entry was changed last (`modifyTimestamp`)
/// @param overlap how far before the cursor a read of changes starts
public record LdapRead(List<LdapPeople> people, Optional<String> changed, Duration overlap) {
  public LdapRead {
    people = List.copyOf(people);
  }

  /// Of one kind of people.
  ///
  /// @param bases search bases, whole subtrees
  /// @param filter an LDAP filter, RFC 4515
  public LdapRead(List<String> bases, String filter, Optional<String> changed, Duration overlap) {
    this(List.of(new LdapPeople(bases, filter)), changed, overlap);
  }

  /// Every search base.
  public List<String> bases() {
    return people.stream().flatMap(each -> each.bases().stream()).distinct().toList();
  }
}
