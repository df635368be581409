// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Sending.Look;
import dev.rollcall.connectors.ftrack.Sending.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Takes members and inner groups out of groups that are to be removed. What a server does with
/// them otherwise is not documented: it could refuse, or remove the inner groups too.
final class Emptying implements Sending.Work<Emptying.Inside> {
  private static final int MOST = 100;

  private final FtrackClient client;
  private final Map<String, Failure> refused = new HashMap<>();

  Emptying(FtrackClient client) {
    this.client = client;
  }

  /// What is inside a group: a membership, or a group.
  record Inside(String entityType, String id, String group) {}

  /// What came of it.
  sealed interface Emptied {
    /// @param refused why groups could not be emptied, by their ids
    record Tried(Map<String, Failure> refused) implements Emptied {}

    record Ended(Failure failure) implements Emptied {}
  }

  Emptied empty(List<String> groups, int most) {
    return switch (Found.by(client, queries(groups))) {
      case Found.Nothing(Failure failure) -> new Emptied.Ended(failure);
      case Found.Rows rows -> empty(rows, most);
    };
  }

  private Emptied empty(Found.Rows rows, int most) {
    Optional<Failure> end = new Sending<>(client, most, this).send(inside(rows.all()));
    return end.<Emptied>map(Emptied.Ended::new).orElseGet(() -> new Emptied.Tried(refused));
  }

  @Override
  public Look<Inside> look(List<Inside> pieces, boolean again) {
    if (!again) {
      return new Look.Open<>(pieces.stream().map(Emptying::task).toList());
    }
    List<String> groups = pieces.stream().map(Inside::group).distinct().toList();
    return switch (Found.by(client, queries(groups))) {
      case Found.Nothing(Failure failure) -> new Look.Blind<>(failure);
      case Found.Rows rows -> {
        List<Inside> still = inside(rows.all());
        yield new Look.Open<>(pieces.stream().filter(still::contains).map(Emptying::task).toList());
      }
    };
  }

  private static List<String> queries(List<String> groups) {
    List<String> queries = new ArrayList<>();
    for (String in : QueryText.in("group_id", groups, MOST)) {
      queries.add("select id, group_id from Membership where " + in);
    }
    for (String in : QueryText.in("parent_id", groups, MOST)) {
      queries.add("select id, parent_id from Group where " + in);
    }
    return queries;
  }

  private static List<Inside> inside(List<Row> rows) {
    List<Inside> inside = new ArrayList<>();
    for (Row row : rows) {
      row.text("group_id")
          .ifPresentOrElse(
              group -> inside.add(new Inside("Membership", row.id(), group)),
              () ->
                  row.text("parent_id")
                      .ifPresent(group -> inside.add(new Inside("Group", row.id(), group))));
    }
    return inside;
  }

  private static Task<Inside> task(Inside inside) {
    List<String> key = List.of(inside.id());
    Operation out =
        inside.entityType().equals("Group")
            ? new Operation.Update("Group", key, Parents.inside(Optional.empty()))
            : new Operation.Delete(inside.entityType(), key);
    return new Task<>(inside, List.of(out));
  }

  @Override
  public void done(Inside piece, List<JsonNode> results) {}

  @Override
  public void refused(Inside piece, Failure failure) {
    refused.putIfAbsent(piece.group(), failure);
  }

  @Override
  public void unavailable(Inside piece, Failure failure) {}
}
