// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import java.util.Arrays;
import java.util.Locale;

/// Aliases, RFC 4512 section 2.6: entries that only point to others. A search that does not follow
/// them finds them as they are, so to a filter such as `(uid=*)` one looks like one more person.
final class Aliases {
  private static final String ALIAS = "alias";

  /// What finds all of them.
  static final Filter FILTER = Filter.createEqualityFilter(SchemaFacts.OBJECT_CLASS, ALIAS);

  private static final Filter NONE = Filter.createNOTFilter(FILTER);

  private Aliases() {}

  /// The same search without aliases, unless it asks for them.
  static Search without(ServerKind kind, Search search) {
    return search.with(without(kind, search.filter()));
  }

  /// The same filter without aliases, unless it asks for them. Of the servers that are known only
  /// OpenLDAP has aliases; where no schema has the class, nothing would match the negation (RFC
  /// 4511 section 4.5.1.7).
  static Filter without(ServerKind kind, Filter filter) {
    return switch (kind) {
      case OPENLDAP -> asksForAliases(filter) ? filter : Filter.createANDFilter(filter, NONE);
      case ACTIVE_DIRECTORY, DIRECTORY_389, OTHER -> filter;
    };
  }

  private static boolean asksForAliases(Filter filter) {
    return switch (filter.getFilterType()) {
      case Filter.FILTER_TYPE_AND, Filter.FILTER_TYPE_OR ->
          Arrays.stream(filter.getComponents()).anyMatch(Aliases::asksForAliases);
      case Filter.FILTER_TYPE_EQUALITY ->
          String.valueOf(filter.getAttributeName()).equalsIgnoreCase(SchemaFacts.OBJECT_CLASS)
              && String.valueOf(filter.getAssertionValue()).toLowerCase(Locale.ROOT).equals(ALIAS);
      default -> false;
    };
  }
}
