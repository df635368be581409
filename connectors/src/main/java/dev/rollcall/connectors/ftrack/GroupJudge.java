// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Says of a change of a group, from what is there now, whether it is done, may be done, or must
/// not be. Pure.
final class GroupJudge {
  private static final String GROUP = "Group";
  private static final String NAME = "name";

  private final Writing writing;

  GroupJudge(Writing writing) {
    this.writing = writing;
  }

  /// @param id the id that a new group gets
  Judge.Step judge(Change change, String id, CurrentGroups now) {
    return switch (change) {
      case Change.Create create -> create(create, id, now);
      case Change.Rename(Subject subject, AccountKey to, List<Edit> edits, _) ->
          edit(subject, to, edits, now);
      case Change.Update(Subject subject, List<Edit> edits, _) ->
          edit(subject, subject.key(), edits, now);
      case Change.Delete(Subject subject, _) -> delete(subject, now);
      case Change.Enable _, Change.Disable _, Change.Members _ ->
          throw new IllegalArgumentException("not of a group: " + change);
    };
  }

  private Judge.Step create(Change.Create create, String id, CurrentGroups now) {
    if (now.withId(id).isPresent()) {
      return done(id);
    }
    String name = create.subject().key().value();
    Optional<Row> other = now.other(name, id);
    if (other.isPresent()) {
      return writing.same(create, other.get())
          ? done(other.get().id())
          : refused(ChangeProblem.groupTaken(name, other.get()));
    }
    return switch (writing.create(create)) {
      case Writing.Put.Refused(Problem problem) -> refused(problem);
      case Writing.Put.Stale(Problem problem) -> stale(problem);
      case Writing.Put.Ready(SortedMap<String, JsonNode> values, _) -> {
        values.put(NAME, JsonNodeFactory.instance.stringNode(name));
        values.put("local", JsonNodeFactory.instance.booleanNode(false));
        yield new Judge.Step.Todo(List.of(new Operation.Create(GROUP, id, values)));
      }
    };
  }

  private Judge.Step edit(Subject subject, AccountKey to, List<Edit> edits, CurrentGroups now) {
    Optional<Row> found = group(subject, now);
    if (found.isEmpty()) {
      return stale(ChangeProblem.gone(subject));
    }
    Row group = found.get();
    String name = CurrentGroups.name(group);
    boolean renamed = name.equals(to.value());
    if (!renamed && !isNamed(subject, group)) {
      return stale(ChangeProblem.changed(subject, NAME, subject.key().value(), name));
    }
    Optional<Row> other = renamed ? Optional.empty() : now.other(to.value(), group.id());
    if (other.isPresent()) {
      return refused(ChangeProblem.groupTaken(to.value(), other.get()));
    }
    return switch (writing.edit(subject, edits, NAME, group)) {
      case Writing.Put.Refused(Problem problem) -> refused(problem);
      case Writing.Put.Stale(Problem problem) -> stale(problem);
      case Writing.Put.Ready(SortedMap<String, JsonNode> values, _) -> {
        if (!renamed && !subject.key().equals(to)) {
          values.put(NAME, JsonNodeFactory.instance.stringNode(to.value()));
        }
        yield values.isEmpty()
            ? done(group.id())
            : new Judge.Step.Todo(
                List.of(new Operation.Update(GROUP, List.of(group.id()), values)));
      }
    };
  }

  private Judge.Step delete(Subject subject, CurrentGroups now) {
    Optional<Row> group = group(subject, now);
    if (group.isEmpty()) {
      return new Judge.Step.Settled(new Outcome.AlreadyDone(subject.account()));
    }
    return isNamed(subject, group.get())
        ? new Judge.Step.Todo(List.of(new Operation.Delete(GROUP, List.of(group.get().id()))))
        : stale(
            ChangeProblem.changed(
                subject, NAME, subject.key().value(), CurrentGroups.name(group.get())));
  }

  /// A group without a name goes by its id.
  private static boolean isNamed(Subject subject, Row group) {
    String key = subject.key().value();
    String name = CurrentGroups.name(group);
    return key.equals(name) || (name.isBlank() && key.equals(group.id()));
  }

  private static Optional<Row> group(Subject subject, CurrentGroups now) {
    return subject.account().map(Anchor::value).flatMap(now::withId);
  }

  private static Judge.Step done(String id) {
    return new Judge.Step.Settled(new Outcome.AlreadyDone(Optional.of(new Anchor(id))));
  }

  private static Judge.Step refused(Problem problem) {
    return new Judge.Step.Settled(new Outcome.Refused(problem));
  }

  private static Judge.Step stale(Problem problem) {
    return new Judge.Step.Settled(new Outcome.Stale(problem));
  }
}
