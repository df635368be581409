// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What became of each member of several changes, and so of the changes.
final class Tally {
  private static final int NAMED = 3;

  private final Outcomes outcomes;
  private final List<Change> changes;
  private final Set<Integer> moved = new HashSet<>();
  private final Map<Integer, List<Refused>> refused = new HashMap<>();
  private final Map<Integer, Problem> stale = new HashMap<>();
  private final Map<Integer, Failure> unavailable = new HashMap<>();

  private record Refused(Edge edge, Problem problem) {}

  Tally(FtrackSettings settings, List<Change> changes) {
    this.outcomes = new Outcomes(settings);
    this.changes = List.copyOf(changes);
  }

  Change change(Edge edge) {
    return changes.get(edge.change());
  }

  void done(Edge edge) {
    moved.add(edge.change());
  }

  /// What looking found done.
  ///
  /// @param again whether an attempt of this run may have done it
  void found(Edge edge, boolean again) {
    if (again) {
      done(edge);
    }
  }

  void refused(Edge edge, Problem problem) {
    refused.computeIfAbsent(edge.change(), _ -> new ArrayList<>()).add(new Refused(edge, problem));
  }

  void refused(Edge edge, Failure failure) {
    refused(edge, outcomes.problem(words(edge), failure));
  }

  /// The group, role or project of a change is gone.
  void gone(Edge edge) {
    stale.computeIfAbsent(edge.change(), _ -> ChangeProblem.gone(change(edge).subject()));
  }

  void unavailable(Edge edge, Failure failure) {
    unavailable.putIfAbsent(edge.change(), failure);
  }

  /// One for each change, in their order.
  List<Outcome> outcomes() {
    return IntStream.range(0, changes.size()).mapToObj(this::outcome).toList();
  }

  private Outcome outcome(int index) {
    Optional<Outcome> none = Optional.ofNullable(unavailable.get(index)).map(outcomes::unavailable);
    return none.or(() -> Optional.ofNullable(stale.get(index)).map(Outcome.Stale::new))
        .or(() -> Optional.ofNullable(refused.get(index)).map(this::refused))
        .orElseGet(() -> settled(index));
  }

  private Outcome settled(int index) {
    return moved.contains(index)
        ? new Outcome.Applied(changes.get(index).subject().account())
        : new Outcome.AlreadyDone(changes.get(index).subject().account());
  }

  /// The first one's reason, with the names of all.
  private Outcome refused(List<Refused> several) {
    Problem first = several.getFirst().problem();
    if (several.size() == 1) {
      return new Outcome.Refused(first);
    }
    String names =
        String.join(
            ", ",
            several.stream()
                .limit(NAMED)
                .map(one -> one.edge().member().key().value())
                .distinct()
                .toList());
    String more = several.size() > NAMED ? " and " + (several.size() - NAMED) + " more" : "";
    return new Outcome.Refused(
        new Problem(
            first.code(),
            first.blame(),
            "%s: %s%s stay as they were"
                .formatted(change(several.getFirst().edge()).subject().key(), names, more),
            first.what() + "; " + first.why(),
            first.fix()));
  }

  private String words(Edge edge) {
    String who = edge.member().key().value();
    String where = change(edge).subject().key().value();
    return edge.comesIn() ? who + " into " + where : who + " out of " + where;
  }
}
