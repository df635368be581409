// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The groups that a batch touches, as they are now; groups of single projects do not count.
final class CurrentGroups {
  private static final int MOST = 100;

  private final Map<String, Row> byId = new HashMap<>();

  private CurrentGroups(List<Row> rows) {
    rows.stream().filter(row -> !row.flag("local")).forEach(row -> byId.putIfAbsent(row.id(), row));
  }

  /// What looking ended in.
  sealed interface Look {
    record Seen(CurrentGroups groups) implements Look {}

    record Blind(Failure failure) implements Look {}
  }

  /// @param names that must be free, or are of one of the groups
  static Look look(
      FtrackClient client,
      Collection<String> columns,
      Collection<String> ids,
      Collection<String> names) {
    String select = QueryText.select(columns, "Group") + " where ";
    List<String> conditions = new ArrayList<>(QueryText.in("id", ids, MOST));
    conditions.addAll(QueryText.in("name", names, MOST));
    return switch (Found.by(client, conditions.stream().map(select::concat).toList())) {
      case Found.Rows rows -> new Look.Seen(new CurrentGroups(rows.all()));
      case Found.Nothing(Failure failure) -> new Look.Blind(failure);
    };
  }

  Optional<Row> withId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// A group of that name other than the one with this id.
  Optional<Row> other(String name, String id) {
    return byId.values().stream()
        .filter(group -> !group.id().equals(id))
        .filter(group -> name(group).equals(name))
        .findFirst();
  }

  static String name(Row group) {
    return group.text("name").orElse("");
  }
}
