// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Sending.Look;
import dev.rollcall.connectors.ftrack.Sending.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Lets users into groups and out of them, or users and groups into the teams of projects: each is
/// an entity between the two. Nothing keeps a server from having two of the same, so it is looked
/// before one is made, and all are removed.
final class Edges implements Sending.Work<Edge> {
  private static final int MOST = 100;

  // With more groups than this it costs less to ask for all that the members are in.
  private static final int FEW = 20;

  private final FtrackClient client;
  private final Kind kind;
  private final Tally tally;
  private final Function<Edge, String> holder;
  private final IdentityHashMap<Edge, String> ids = new IdentityHashMap<>();

  /// What stands between two entities.
  enum Kind {
    MEMBERSHIP("Membership", "group_id", "user_id", "", "Group", " and local is False"),
    ALLOCATION(
        "Appointment", "context_id", "resource_id", " and type is \"allocation\"", "Project", "");

    private final String entityType;
    private final String holder;
    private final String member;
    private final String only;
    private final String holderType;
    private final String holders;

    Kind(
        String entityType,
        String holder,
        String member,
        String only,
        String holderType,
        String holders) {
      this.entityType = entityType;
      this.holder = holder;
      this.member = member;
      this.only = only;
      this.holderType = holderType;
      this.holders = holders;
    }
  }

  /// @param holder the id of the group, or of the project
  Edges(FtrackClient client, Kind kind, Tally tally, Function<Edge, String> holder) {
    this.client = client;
    this.kind = kind;
    this.tally = tally;
    this.holder = holder;
  }

  private record Pair(String holder, String member) {}

  @Override
  public Look<Edge> look(List<Edge> edges, boolean again) {
    Set<String> holders = new TreeSet<>();
    Set<String> members = new TreeSet<>();
    for (Edge edge : edges) {
      holders.add(holder.apply(edge));
      members.add(edge.id());
    }
    return switch (Found.by(client, queries(holders, members))) {
      case Found.Nothing(Failure failure) -> new Look.Blind<>(failure);
      case Found.Rows rows -> new Look.Open<>(tasks(edges, rows.all(), again));
    };
  }

  private List<String> queries(Set<String> holders, Set<String> members) {
    List<String> queries = new ArrayList<>();
    for (String in : QueryText.in("id", holders, MOST)) {
      queries.add("select id from " + kind.holderType + " where " + in + kind.holders);
    }
    String between =
        QueryText.select(List.of("id", kind.holder, kind.member), kind.entityType) + " where ";
    String inHolders =
        holders.size() > FEW ? "" : QueryText.in(kind.holder, holders, FEW).getFirst() + " and ";
    for (String inMembers : QueryText.in(kind.member, members, MOST)) {
      queries.add(between + inHolders + inMembers + kind.only);
    }
    return queries;
  }

  private List<Task<Edge>> tasks(List<Edge> edges, List<Row> rows, boolean again) {
    Set<String> holders = new HashSet<>();
    Map<Pair, List<String>> there = new HashMap<>();
    for (Row row : rows) {
      Optional<String> inside = row.text(kind.holder);
      if (inside.isPresent()) {
        Pair pair = new Pair(inside.get(), row.text(kind.member).orElse(""));
        there.computeIfAbsent(pair, _ -> new ArrayList<>()).add(row.id());
      } else {
        holders.add(row.id());
      }
    }
    List<Task<Edge>> tasks = new ArrayList<>();
    for (Edge edge : edges) {
      Pair pair = new Pair(holder.apply(edge), edge.id());
      if (!holders.contains(pair.holder())) {
        tally.gone(edge);
      } else {
        task(edge, pair, there.getOrDefault(pair, List.of()), again).ifPresent(tasks::add);
      }
    }
    return tasks;
  }

  private Optional<Task<Edge>> task(Edge edge, Pair pair, List<String> there, boolean again) {
    if (edge.comesIn() != there.isEmpty()) {
      tally.found(edge, again);
      return Optional.empty();
    }
    List<Operation> operations =
        edge.comesIn()
            ? List.of(create(edge, pair))
            : there.stream()
                .<Operation>map(id -> new Operation.Delete(kind.entityType, List.of(id)))
                .toList();
    return Optional.of(new Task<>(edge, operations));
  }

  private Operation create(Edge edge, Pair pair) {
    SortedMap<String, JsonNode> values = new TreeMap<>();
    values.put(kind.holder, JsonNodeFactory.instance.stringNode(pair.holder()));
    values.put(kind.member, JsonNodeFactory.instance.stringNode(pair.member()));
    if (kind == Kind.ALLOCATION) {
      values.put("type", JsonNodeFactory.instance.stringNode("allocation"));
    }
    String id = ids.computeIfAbsent(edge, _ -> client.surroundings().ids().get().toString());
    return new Operation.Create(kind.entityType, id, values);
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
