// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A directory as it would be read once changes of its accounts were made.
///
/// Entries without a change are read as ever. Those with one are left out of that read, fetched
/// whole by their anchors, changed in memory, and delivered if they still lie under a base and
/// match the filter. Memory grows with the number of changes, not with the directory.
final class ForeseenSource implements GroupSource {
  /// Gives the layout, for which the directory may have to be asked.
  interface LayoutSupplier {
    Layout get() throws ReadFailed;
  }

  /// Gives the layout of groups, where the target keeps any.
  interface GroupLayoutSupplier {
    Optional<GroupLayout> get() throws ReadFailed;
  }

  private final LdapSource source;
  private final LdapConnections connections;
  private final LayoutSupplier layout;
  private final GroupLayoutSupplier groups;
  private final Supplier<Stream<Change>> changes;

  ForeseenSource(
      LdapSource source,
      LdapConnections connections,
      LayoutSupplier layout,
      GroupLayoutSupplier groups,
      Supplier<Stream<Change>> changes) {
    this.source = source;
    this.connections = connections;
    this.layout = layout;
    this.groups = groups;
    this.changes = changes;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public String kind() {
    return source.kind();
  }

  @Override
  public boolean foreseen() {
    return true;
  }

  @Override
  public CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed {
    Layout known = layout.get();
    Foresight foresight =
        new Foresight(
            known,
            source.people(),
            source.projection(request.names(), known.directory().kind()),
            each);
    Planned planned = planned(foresight);
    CompleteRead real =
        source.read(
            request,
            identity -> {
              if (planned.names().contains(folded(identity.origin()))) {
                foresight.found(identity.origin());
              } else {
                foresight.pass(identity);
              }
            });
    for (List<Filter> group : groups(known, planned)) {
      new PagedRead(connections)
          .read(
              known.bases().stream()
                  .map(base -> new Search(base, Filter.createORFilter(group)))
                  .toList(),
              List.of("*", "+"),
              entry ->
                  planned
                      .of(known, entry.decoded())
                      .ifPresent(it -> foresight.changed(it, entry.decoded())));
    }
    return new CompleteRead(
        foresight.delivered(),
        real.requests(),
        real.evidence() + ", with the planned changes applied to it",
        real.cursor());
  }

  /// Changes of entries that are there, by anchor, and the names those have now.
  private record Planned(Map<String, Change> byAnchor, Set<String> names) {
    Optional<Change> of(Layout known, Entry entry) {
      return known.anchor(entry).map(Anchor::value).map(byAnchor::get);
    }
  }

  /// Reads the changes once; new entries are delivered while they go by.
  private Planned planned(Foresight foresight) {
    Planned planned = new Planned(new HashMap<>(), new HashSet<>());
    try (Stream<Change> all = changes.get()) {
      all.filter(change -> change.subject().sort() == Sort.USER)
          .map(Placement::without)
          .forEach(change -> {
            if (change instanceof Change.Create create) {
              foresight.created(create);
              return;
            }
            change
                .subject()
                .account()
                .ifPresent(account -> {
                  planned.byAnchor().put(account.value(), change);
                  planned.names().add(folded(change.subject().key().value()));
                });
          });
    }
    return planned;
  }

  private static List<List<Filter>> groups(Layout known, Planned planned) {
    List<Filter> all =
        planned.byAnchor().keySet().stream().map(id -> known.isAnchor(new Anchor(id))).toList();
    List<List<Filter>> groups = new ArrayList<>();
    for (int i = 0; i < all.size(); i += AccountReader.AT_ONCE) {
      groups.add(all.subList(i, Math.min(all.size(), i + AccountReader.AT_ONCE)));
    }
    return groups;
  }

  /// The plan and the read have the DN from the same server, so it is spelled the same.
  private static String folded(String dn) {
    return dn.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> memberColumns() {
    return source.memberColumns();
  }

  @Override
  public String reference(String value) {
    return source.reference(value);
  }

  @Override
  public CompleteRead readGroups(SourceRequest request, BiConsumer<Identity, List<String>> each)
      throws ReadFailed {
    return new ForeseenGroups(source, layout.get(), groups.get())
        .read(request, PlannedGroups.of(groups.get(), layout.get(), changes), each);
  }

  @Override
  public List<Finding> checkGroups(SourceRequest request) {
    return source.checkGroups(request);
  }

  @Override
  public List<Finding> check(SourceRequest request) {
    return source.check(request);
  }

  @Override
  public void close() {
    source.close();
  }
}
