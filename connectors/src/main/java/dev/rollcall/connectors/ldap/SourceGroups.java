// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// The groups of a directory that is a source.
record SourceGroups(
    LdapConnections connections, Filter filter, List<String> bases, AliasPolicy aliases) {
  static final String LOGIN = "uid";
  private static final String BY_LOGIN = "posixGroup";

  static List<Problem> flaws(LdapGroups groups) {
    List<Problem> flaws = new ArrayList<>();
    LdapSyntax.filter(groups.filter()).ifPresent(flaws::add);
    groups.bases().forEach(base -> LdapSyntax.dn(base).ifPresent(flaws::add));
    return flaws;
  }

  static SourceGroups of(LdapConnections connections, LdapGroups groups) {
    try {
      return new SourceGroups(
          connections,
          Filter.create(groups.filter()),
          SearchBases.apart(groups.bases()),
          groups.aliases());
    } catch (LDAPException malformed) {
      throw new IllegalStateException("checked before", malformed);
    }
  }

  /// The DN, and the login unless the filter leaves out the groups that have logins as members.
  List<String> memberColumns() {
    List<String> classes = classes(filter);
    return classes.isEmpty() || classes.stream().anyMatch(BY_LOGIN::equalsIgnoreCase)
        ? List.of(EntryColumns.DN, LOGIN)
        : List.of(EntryColumns.DN);
  }

  private static List<String> classes(Filter filter) {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND, Filter.FILTER_TYPE_OR -> {
        List<String> all = new ArrayList<>();
        for (Filter each : filter.getComponents()) {
          all.addAll(classes(each));
        }
        yield all;
      }
      case Filter.FILTER_TYPE_EQUALITY ->
          SchemaFacts.OBJECT_CLASS.equalsIgnoreCase(filter.getAttributeName())
              ? Optional.ofNullable(filter.getAssertionValue()).stream().toList()
              : List.of();
      default -> List.of();
    };
  }

  /// @param people where those are whose first group may be one of these
  CompleteRead read(
      ServerKind kind,
      List<Search> people,
      List<String> attributes,
      BiConsumer<WireEntry, List<String>> each)
      throws ReadFailed {
    return read(kind, people, searches(), attributes, each);
  }

  /// @param some which groups
  CompleteRead read(
      ServerKind kind,
      List<Search> people,
      List<Search> some,
      List<String> attributes,
      BiConsumer<WireEntry, List<String>> each)
      throws ReadFailed {
    PrimaryGroups primaries =
        kind == ServerKind.ACTIVE_DIRECTORY
            ? PrimaryGroups.read(new PagedRead(connections), some, people)
            : PrimaryGroups.none();
    return new GroupRead(connections, primaries, Optional.empty())
        .read(some, attributes, once(each));
  }

  /// A group to which an alias leads may be found by itself as well.
  private BiConsumer<WireEntry, List<String>> once(BiConsumer<WireEntry, List<String>> each) {
    if (aliases == AliasPolicy.IGNORE) {
      return each;
    }
    Set<String> seen = new HashSet<>();
    return (group, members) -> {
      if (seen.add(References.normal(group.dn()))) {
        each.accept(group, members);
      }
    };
  }

  List<Finding> check(SourceRequest request) {
    return new SourceCheck(connections, searches()).findings(request);
  }

  List<Search> searches() {
    return bases.stream().map(base -> new Search(base, filter, aliases)).toList();
  }
}
