// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.plan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Reads groups as they would be once a plan was applied: as [ForeseenSource] does it with people.
///
/// @param groups where the target keeps groups
record ForeseenGroups(LdapSource source, Layout accounts, Optional<GroupLayout> groups) {
  CompleteRead read(
      SourceRequest request, PlannedGroups planned, BiConsumer<Identity, List<String>> each)
      throws ReadFailed {
    Delivery delivery = new Delivery(planned, each);
    CompleteRead real =
        source.readGroups(
            request,
            (group, members) -> {
              if (planned.isChanged(group.origin())) {
                delivery.found.add(group.origin());
              } else {
                delivery.members = members;
                delivery.accept(group);
              }
            });
    if (groups.isPresent() && source.groups().isPresent()) {
      changed(request, planned, groups.get(), source.groups().get(), delivery);
    }
    return new CompleteRead(
        delivery.count,
        real.requests(),
        real.evidence() + ", with the planned changes applied to it",
        Optional.empty());
  }

  private void changed(
      SourceRequest request,
      PlannedGroups planned,
      GroupLayout layout,
      SourceGroups read,
      Delivery delivery)
      throws ReadFailed {
    Layout entries = layout.entries();
    ServerKind kind = entries.directory().kind();
    Foresight foresight =
        new Foresight(
            entries, read.searches(), source.projection(request.names(), kind), delivery::accept);
    delivery.members = List.of();
    delivery.found.forEach(foresight::found);
    planned.created().forEach(create -> foresight.created(layout.whole(create)));
    List<Filter> wanted = planned.changed(entries);
    for (int i = 0; i < wanted.size(); i += AccountReader.AT_ONCE) {
      Filter some =
          Filter.createORFilter(
              wanted.subList(i, Math.min(wanted.size(), i + AccountReader.AT_ONCE)));
      List<Search> searches = new ArrayList<>();
      entries.bases().forEach(base -> searches.add(new Search(base, some)));
      read.read(
          kind,
          source.people(),
          searches,
          List.of("*", "+"),
          (entry, members) ->
              change(planned, entries, entry.decoded())
                  .ifPresent(change -> {
                    delivery.members = members;
                    foresight.changed(change, entry.decoded());
                  }));
    }
  }

  private static Optional<Change> change(PlannedGroups planned, Layout entries, Entry entry) {
    return entries.anchor(entry).flatMap(planned::of);
  }

  /// Delivers a group with who will be in it.
  private static final class Delivery {
    private final PlannedGroups planned;
    private final BiConsumer<Identity, List<String>> each;
    private final List<String> found = new ArrayList<>();
    private List<String> members = List.of();
    private long count;

    private Delivery(PlannedGroups planned, BiConsumer<Identity, List<String>> each) {
      this.planned = planned;
      this.each = each;
    }

    private void accept(Identity group) {
      count++;
      each.accept(group, planned.members(group.origin(), members));
    }
  }
}
