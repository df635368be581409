// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Sending.Look;
import dev.rollcall.connectors.ftrack.Sending.Task;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Makes changes of groups, of which each is one operation.
final class GroupBatch implements Sending.Work<Integer> {
  private static final List<String> ALWAYS = List.of("id", "name", "local", "parent_id");

  private final FtrackClient client;
  private final GroupJudge judge;
  private final List<Change> changes;
  private final List<String> ids;
  private final List<String> columns;
  private final Outcomes outcomes;

  GroupBatch(
      FtrackClient client,
      FtrackSettings settings,
      Session session,
      List<Change> changes,
      Outcomes outcomes) {
    this.client = client;
    this.judge = new GroupJudge(Writing.groups(settings, session));
    this.changes = List.copyOf(changes);
    this.ids = changes.stream().map(_ -> client.surroundings().ids().get().toString()).toList();
    this.columns = columns(session, changes);
    this.outcomes = outcomes;
  }

  /// Makes them all.
  ///
  /// @return why no more can be done; empty when everything was tried
  Optional<Failure> apply(int most) {
    List<Integer> all = IntStream.range(0, changes.size()).boxed().toList();
    List<Integer> ends =
        all.stream().filter(index -> changes.get(index).kind() == Kind.DELETE_GROUP).toList();
    Set<Integer> full = new HashSet<>();
    if (!ends.isEmpty()
        && look(ends, false) instanceof Look.Open<Integer>(List<Task<Integer>> tasks)) {
      Optional<Failure> end = empty(tasks, most, full);
      if (end.isPresent()) {
        all.forEach(change -> unavailable(change, end.get()));
        return end;
      }
    }
    return new Sending<>(client, most, this)
        .send(all.stream().filter(index -> !full.contains(index)).toList());
  }

  /// @param full gets the changes of groups that could not be emptied
  private Optional<Failure> empty(List<Task<Integer>> ends, int most, Set<Integer> full) {
    List<String> groups = ends.stream().map(task -> group(task.piece())).toList();
    return switch (new Emptying(client).empty(groups, most)) {
      case Emptying.Emptied.Ended(Failure failure) -> Optional.of(failure);
      case Emptying.Emptied.Tried(Map<String, Failure> refused) -> {
        for (Task<Integer> end : ends) {
          Optional.ofNullable(refused.get(group(end.piece())))
              .ifPresent(failure -> {
                full.add(end.piece());
                refused(end.piece(), failure);
              });
        }
        yield Optional.empty();
      }
    };
  }

  private String group(int change) {
    return changes.get(change).subject().account().orElseThrow().value();
  }

  @Override
  public Look<Integer> look(List<Integer> which, boolean again) {
    Set<String> touched = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (int index : which) {
      Change change = changes.get(index);
      change.subject().account().map(Anchor::value).ifPresent(touched::add);
      boolean isNew = change.kind() == Kind.CREATE_GROUP;
      if (isNew) {
        touched.add(ids.get(index));
      }
      if (isNew || !change.keyAfterwards().equals(change.subject().key())) {
        names.add(change.keyAfterwards().value());
      }
    }
    return switch (CurrentGroups.look(client, columns, touched, names)) {
      case CurrentGroups.Look.Blind(Failure failure) -> new Look.Blind<>(failure);
      case CurrentGroups.Look.Seen(CurrentGroups now) ->
          new Look.Open<>(
              which.stream().flatMap(change -> judged(change, now, again).stream()).toList());
    };
  }

  private Optional<Task<Integer>> judged(int change, CurrentGroups now, boolean again) {
    return switch (judge.judge(changes.get(change), ids.get(change), now)) {
      case Judge.Step.Todo(List<Operation> operations) ->
          Optional.of(new Task<>(change, operations));
      case Judge.Step.Settled(Outcome outcome) -> {
        outcomes.settle(change, outcome, again);
        yield Optional.empty();
      }
    };
  }

  @Override
  public boolean inOrder(List<Integer> pieces) {
    return true;
  }

  @Override
  public void done(Integer change, List<JsonNode> results) {
    String told = results.getFirst().path("data").path("id").asString("");
    Optional<Anchor> group =
        switch (changes.get(change)) {
          case Change.Create _ -> Optional.of(new Anchor(told.isBlank() ? ids.get(change) : told));
          case Change other -> other.subject().account();
        };
    outcomes.put(change, new Outcome.Applied(group));
  }

  @Override
  public void refused(Integer change, Failure failure) {
    outcomes.put(change, new Outcome.Refused(outcomes.problem(changes.get(change), failure)));
  }

  @Override
  public void unavailable(Integer change, Failure failure) {
    outcomes.unavailable(change, failure);
  }

  private static List<String> columns(Session session, List<Change> changes) {
    Set<String> columns = new TreeSet<>(ALWAYS);
    List<String> names = new ArrayList<>();
    for (Change change : changes) {
      change.edits().forEach(edit -> names.add(edit.attribute()));
      if (change instanceof Change.Create create) {
        names.addAll(create.attributes().all().keySet());
      }
    }
    columns.addAll(session.groupFields().columns(names));
    return List.copyOf(columns);
  }
}
