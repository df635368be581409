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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Puts groups into groups and takes them out. A group of ftrack is inside one other at most.
final class Parents implements Sending.Work<Edge> {
  private static final List<String> COLUMNS = List.of("id", "name", "local", "parent_id");

  private final FtrackClient client;
  private final Tally tally;

  Parents(FtrackClient client, Tally tally) {
    this.client = client;
    this.tally = tally;
  }

  /// The values of a group that is inside this one, or inside none.
  static SortedMap<String, JsonNode> inside(Optional<String> parent) {
    SortedMap<String, JsonNode> values = new TreeMap<>();
    values.put(
        "parent_id",
        parent
            .<JsonNode>map(JsonNodeFactory.instance::stringNode)
            .orElseGet(JsonNodeFactory.instance::nullNode));
    return values;
  }

  @Override
  public Look<Edge> look(List<Edge> edges, boolean again) {
    TreeSet<String> ids = new TreeSet<>();
    for (Edge edge : edges) {
      ids.add(edge.holder());
      ids.add(edge.id());
    }
    return switch (CurrentGroups.look(client, COLUMNS, ids, List.of())) {
      case CurrentGroups.Look.Blind(Failure failure) -> new Look.Blind<>(failure);
      case CurrentGroups.Look.Seen(CurrentGroups now) ->
          new Look.Open<>(new Judging(now, again).tasks(edges));
    };
  }

  /// One look at all groups that are concerned.
  private final class Judging {
    private final CurrentGroups now;
    private final boolean again;
    private final Map<String, String> planned = new HashMap<>();

    Judging(CurrentGroups now, boolean again) {
      this.now = now;
      this.again = again;
    }

    List<Task<Edge>> tasks(List<Edge> edges) {
      List<Task<Edge>> tasks = new ArrayList<>();
      edges.forEach(edge -> task(edge).ifPresent(tasks::add));
      return tasks;
    }

    private Optional<Task<Edge>> task(Edge edge) {
      Optional<Row> inner = now.withId(edge.id());
      if (now.withId(edge.holder()).isEmpty()) {
        tally.gone(edge);
        return Optional.empty();
      }
      if (inner.isEmpty() && edge.comesIn()) {
        tally.refused(edge, ChangeProblem.memberGone(edge.member().key().value()));
        return Optional.empty();
      }
      String parent = parent(edge.id());
      if (edge.comesIn() == parent.equals(edge.holder())) {
        tally.found(edge, again);
        return Optional.empty();
      }
      return edge.comesIn() ? in(edge, parent) : Optional.of(update(edge, Optional.empty()));
    }

    private Optional<Task<Edge>> in(Edge edge, String parent) {
      String inner = name(edge.id());
      if (!parent.isEmpty()) {
        tally.refused(edge, ChangeProblem.insideAnother(inner, name(parent)));
        return Optional.empty();
      }
      if (isInside(edge.holder(), edge.id())) {
        tally.refused(edge, ChangeProblem.insideItself(inner, name(edge.holder())));
        return Optional.empty();
      }
      planned.put(edge.id(), edge.holder());
      return Optional.of(update(edge, Optional.of(edge.holder())));
    }

    /// As far as the groups are known that are looked at.
    private boolean isInside(String group, String other) {
      String above = group;
      for (int steps = 0; !above.isEmpty() && steps < 1000; steps++) {
        if (above.equals(other)) {
          return true;
        }
        above = parent(above);
      }
      return false;
    }

    private String parent(String group) {
      return Optional.ofNullable(planned.get(group))
          .or(() -> now.withId(group).flatMap(row -> row.text("parent_id")))
          .orElse("");
    }

    private String name(String group) {
      return now.withId(group).map(CurrentGroups::name).orElse(group);
    }
  }

  private static Task<Edge> update(Edge edge, Optional<String> parent) {
    return new Task<>(
        edge, List.of(new Operation.Update("Group", List.of(edge.id()), inside(parent))));
  }

  @Override
  public boolean inOrder(List<Edge> pieces) {
    return true;
  }

  @Override
  public void done(Edge edge, List<JsonNode> results) {
    tally.done(edge);
  }

  @Override
  public void refused(Edge edge, Failure failure) {
    tally.refused(edge, failure);
  }

  @Override
  public void unavailable(Edge edge, Failure failure) {
    tally.unavailable(edge, failure);
  }
}
