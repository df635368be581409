// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Reads the groups of a target: all of them, or some by what is known of them.
///
/// @param accounts where those are whose first group may be one of these
record GroupReader(LdapConnections connections, GroupLayout layout, Layout accounts) {
  CompleteRead read(AccountRequest request, BiConsumer<Account, List<String>> each)
      throws ReadFailed {
    Layout entries = layout.entries();
    List<Search> searches = new AccountReader(connections, entries).searches(request.only());
    EntryColumns columns =
        new EntryColumns(
            Stream.concat(request.attributes().stream(), Stream.of(entries.anchor())).toList());
    Set<Anchor> seen = new HashSet<>();
    try {
      return new GroupRead(
              connections, primaries(searches), layout.placeholder().map(References::normal))
          .read(
              searches,
              columns.attributes(),
              (entry, members) -> {
                Account group = account(entry, columns.values(entry));
                if (request.only().isEmpty() || seen.add(group.anchor())) {
                  each.accept(group, members);
                }
              });
    } catch (WithoutAnchor hidden) {
      throw new ReadFailed(
          new ReadProblems(connections.settings()).noAnchor(hidden.dn, entries.anchor()), hidden);
    }
  }

  private PrimaryGroups primaries(List<Search> searches) throws ReadFailed {
    return accounts.directory().kind() == ServerKind.ACTIVE_DIRECTORY
        ? PrimaryGroups.read(
            new PagedRead(connections),
            searches,
            accounts.bases().stream().map(base -> new Search(base, accounts.filter())).toList())
        : PrimaryGroups.none();
  }

  /// @param values what was asked for, then the anchor
  private static Account account(WireEntry entry, List<List<String>> values) {
    List<String> anchor = values.getLast();
    if (anchor.isEmpty()) {
      throw new WithoutAnchor(entry.dn());
    }
    return new Account(
        new AccountKey(entry.dn()),
        new Anchor(anchor.getFirst()),
        true,
        values.subList(0, values.size() - 1));
  }

  /// Ends a read in which groups cannot be told apart.
  private static final class WithoutAnchor extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String dn;

    private WithoutAnchor(String dn) {
      super(dn);
      this.dn = dn;
    }
  }
}
