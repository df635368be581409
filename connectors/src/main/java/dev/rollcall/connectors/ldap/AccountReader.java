// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.connectors.ldap.PagedRead.Done;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads accounts: all of them, or some by what is known of them.
record AccountReader(LdapConnections connections, Layout layout) {
  /// How many lookups one filter holds.
  static final int AT_ONCE = 100;

  CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed {
    EntryColumns columns =
        new EntryColumns(
            Stream.concat(request.attributes().stream(), layout.ownAttributes().stream()).toList());
    int asked = request.attributes().size();
    List<Search> searches = searches(request.only());
    Consumer<Account> once =
        searches.size() > layout.bases().size() ? new Once(new HashSet<>(), each) : each;
    try {
      Done done =
          new PagedRead(connections)
              .read(
                  searches,
                  columns.attributes(),
                  entry -> once.accept(account(entry, columns.cells(entry), asked)));
      return new CompleteRead(done.entries(), done.requests(), done.evidence(), Optional.empty());
    } catch (WithoutAnchor hidden) {
      throw new ReadFailed(
          new ReadProblems(connections.settings()).noAnchor(hidden.dn, layout.anchor()), hidden);
    }
  }

  /// Lets through an account that two lookups found only the first time.
  private record Once(Set<Anchor> seen, Consumer<Account> each) implements Consumer<Account> {
    @Override
    public void accept(Account account) {
      if (seen.add(account.anchor())) {
        each.accept(account);
      }
    }
  }

  /// Ends a read in which accounts cannot be told apart.
  private static final class WithoutAnchor extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String dn;

    private WithoutAnchor(String dn) {
      super(dn);
      this.dn = dn;
    }
  }

  /// @param cells what was asked for, then what [Layout#ownAttributes()] names
  private Account account(WireEntry entry, List<String>[] cells, int asked) {
    List<String> anchor = cells[asked];
    if (anchor.isEmpty()) {
      throw new WithoutAnchor(entry.dn());
    }
    boolean unlocked = !layout.closes() || cells.length > asked + 1 && cells[asked + 1].isEmpty();
    return new Account(
        new AccountKey(entry.dn()),
        new Anchor(anchor.getFirst()),
        unlocked || layout.isEnabled(entry.decoded()),
        Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(cells, asked))));
  }

  List<Search> searches(Optional<List<Lookup>> only) {
    return only.map(this::some).orElseGet(() -> on(layout.filter()));
  }

  private List<Search> some(List<Lookup> lookups) {
    List<Search> searches = new ArrayList<>();
    for (int i = 0; i < lookups.size(); i += AT_ONCE) {
      List<Filter> any =
          lookups.subList(i, Math.min(lookups.size(), i + AT_ONCE)).stream()
              .filter(lookup -> !lookup.value().isEmpty())
              .map(this::filter)
              .toList();
      if (!any.isEmpty()) {
        searches.addAll(on(Filter.createANDFilter(layout.filter(), Filter.createORFilter(any))));
      }
    }
    return searches;
  }

  private Filter filter(Lookup lookup) {
    return switch (lookup) {
      case Lookup.ByAnchor(String value) -> layout.isAnchor(new Anchor(value));
      case Lookup.ByAttribute(String attribute, String value) -> layout.has(attribute, value);
    };
  }

  private List<Search> on(Filter filter) {
    return layout.bases().stream().map(base -> new Search(base, filter)).toList();
  }
}
