// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Where people are searched: [LdapRead] with its bases and filters understood.
///
/// @param overlap whether two searches may find the same entry
record PeopleSearches(List<Search> searches, boolean overlap) {
  static List<Problem> flaws(LdapRead read) {
    List<Problem> flaws = new ArrayList<>();
    for (LdapPeople people : read.people()) {
      LdapSyntax.filter(people.filter()).ifPresent(flaws::add);
      people.bases().forEach(base -> LdapSyntax.dn(base).ifPresent(flaws::add));
    }
    return flaws;
  }

  static PeopleSearches of(LdapRead read) {
    List<Search> searches = new ArrayList<>();
    try {
      for (LdapPeople people : read.people()) {
        Filter filter = Filter.create(people.filter());
        SearchBases.apart(people.bases()).forEach(base -> searches.add(new Search(base, filter)));
      }
    } catch (LDAPException malformed) {
      throw new IllegalStateException("checked before", malformed);
    }
    return new PeopleSearches(List.copyOf(searches), read.people().size() > 1);
  }

  /// The same, of these only.
  List<Search> where(Filter also) {
    return searches.stream()
        .map(each -> new Search(each.base(), Filter.createANDFilter(each.filter(), also)))
        .toList();
  }

  /// What has to be read to tell entries apart.
  List<String> needed(ServerKind kind) {
    return overlap ? List.of(kind.anchor()) : List.of();
  }

  /// Lets an entry that two searches find through once: it is one person, by what never changes.
  Consumer<WireEntry> once(ServerKind kind, Consumer<WireEntry> each) {
    if (!overlap) {
      return each;
    }
    Set<String> seen = new HashSet<>();
    return entry -> {
      Optional<String> id = Layout.values(entry.decoded(), kind.anchor()).stream().findFirst();
      if (seen.add(id.orElseGet(() -> References.normal(entry.dn())))) {
        each.accept(entry);
      }
    };
  }
}
