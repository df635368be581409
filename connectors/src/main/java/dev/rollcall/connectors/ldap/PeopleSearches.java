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
/// @param overlap whether the same entry may be found twice
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
        SearchBases.apart(people.bases())
            .forEach(base -> searches.add(new Search(base, filter, people.aliases())));
      }
    } catch (LDAPException malformed) {
      throw new IllegalStateException("checked before", malformed);
    }
    boolean overlap = read.people().size() > 1 || searches.stream().anyMatch(Search::follows);
    return new PeopleSearches(List.copyOf(searches), overlap);
  }

  /// The same, of these only.
  List<Search> where(Filter also) {
    return searches.stream()
        .map(each -> each.with(Filter.createANDFilter(each.filter(), also)))
        .toList();
  }

  /// What has to be read to tell entries apart.
  List<String> needed(ServerKind kind) {
    return overlap ? List.of(kind.anchor()) : List.of();
  }

  /// Lets an entry that is found twice through once: it is one person, by what never changes.
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
