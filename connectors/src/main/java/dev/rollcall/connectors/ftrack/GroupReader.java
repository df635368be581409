// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Pages.What;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.ValueRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Reads the groups of the whole studio with who is in them. A group inside a group is a member of
/// it; groups of single projects (`local`) are none of ours.
final class GroupReader {
  static final String EVIDENCE =
      "every page of groups and of memberships began where the one before ended, and the last one"
          + " of each was reached";

  /// Groups of the whole studio.
  static final String GLOBAL = "local is False";

  private static final int MOST = 100;

  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private final AccountRequest request;
  private final List<Optional<Field>> fields;
  private final SequencedMap<String, Account> groups = new LinkedHashMap<>();
  private final Map<String, Set<String>> members = new HashMap<>();

  GroupReader(
      FtrackClient client, FtrackSettings settings, Session session, AccountRequest request) {
    this.client = client;
    this.settings = settings;
    this.session = session;
    this.request = request;
    this.fields = request.attributes().stream().map(session.groupFields()::field).toList();
  }

  /// Delivers every group, with its members, and says how many there were.
  long read(BiConsumer<Account, List<String>> each) throws ReadFailed {
    groups();
    memberships();
    groups.forEach((id, group) -> each.accept(group, List.copyOf(inside(id))));
    return groups.size();
  }

  private void groups() throws ReadFailed {
    List<String> columns =
        Stream.concat(
                Stream.of("id", "name", "parent_id"),
                session.groupFields().columns(attributes()).stream())
            .distinct()
            .toList();
    Pages.whole(client, settings, new What("Group", "groups", columns, Optional.of(GLOBAL)))
        .read(row -> {
          row.text("parent_id").ifPresent(parent -> inside(parent).add(row.id()));
          if (asked(row)) {
            groups.put(row.id(), account(row));
          }
        });
  }

  private List<String> attributes() {
    return Stream.concat(
            request.attributes().stream(),
            request.only().stream()
                .flatMap(Collection::stream)
                .flatMap(lookup ->
                    switch (lookup) {
                      case Lookup.ByAnchor _ -> Stream.<String>empty();
                      case Lookup.ByAttribute(String attribute, _) -> Stream.of(attribute);
                    }))
        .toList();
  }

  private boolean asked(Row row) {
    return request.only().isEmpty()
        || request.only().get().stream().anyMatch(lookup -> finds(lookup, row));
  }

  private boolean finds(Lookup lookup, Row row) {
    return switch (lookup) {
      case Lookup.ByAnchor(String id) -> id.equals(row.id());
      case Lookup.ByAttribute(String attribute, String value) ->
          session
              .groupFields()
              .field(attribute)
              .map(field -> field.values(row, session.types()))
              .map(ValueRule.IGNORE_CASE::normal)
              .orElse(List.of())
              .contains(ValueRule.IGNORE_CASE.normal(value));
    };
  }

  private Account account(Row row) {
    List<List<String>> values = new ArrayList<>(fields.size());
    for (Optional<Field> field : fields) {
      values.add(field.map(known -> known.values(row, session.types())).orElse(List.of()));
    }
    String name = CurrentGroups.name(row);
    return new Account(
        new AccountKey(name.isBlank() ? row.id() : name), new Anchor(row.id()), true, values);
  }

  private void memberships() throws ReadFailed {
    if (request.only().isEmpty()) {
      Pages.whole(client, settings, memberships("group." + GLOBAL)).read(this::membership);
      return;
    }
    for (String condition : QueryText.in("group_id", groups.keySet(), MOST)) {
      Pages.some(client, settings, memberships(condition)).read(this::membership);
    }
  }

  private static What memberships(String condition) {
    return new What(
        "Membership",
        "members of groups",
        List.of("id", "group_id", "user_id"),
        Optional.of(condition));
  }

  /// One of a group that was not there when groups were read is left out with its group.
  private void membership(Row row) {
    String group = row.text("group_id").orElse("");
    if (groups.containsKey(group)) {
      row.text("user_id").ifPresent(user -> inside(group).add(user));
    }
  }

  private Set<String> inside(String group) {
    return members.computeIfAbsent(group, _ -> new LinkedHashSet<>());
  }
}
