// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.HeldRoles.Held;
import dev.rollcall.connectors.ftrack.HeldRoles.Pair;
import dev.rollcall.connectors.ftrack.Sending.Look;
import dev.rollcall.connectors.ftrack.Sending.Task;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Makes roles that users hold valid on projects, or no longer. A role that would hold nowhere any
/// more is removed in the same call.
final class ScopeStep implements Sending.Work<Edge> {
  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private final Tally tally;
  private final Before before;
  private final Ending ending;
  private final Set<Pair> lingering = new HashSet<>();
  private final Set<Pair> wide = new HashSet<>();
  private final Set<Edge> removals = new HashSet<>();
  private final List<Edge> separately = new ArrayList<>();

  /// How a role ends that holds nowhere any more.
  enum Ending {
    /// With the call that takes it off the last project.
    TOGETHER,
    /// In a call of its own, for servers that change the order of operations.
    SEPARATELY
  }

  /// What came before in the same batch.
  ///
  /// @param fresh whose role was added; where it holds is not known
  /// @param seen what was looked at, just before
  record Before(Set<Pair> fresh, HeldRoles seen) {
    static Before nothing() {
      return new Before(Set.of(), new HeldRoles());
    }
  }

  ScopeStep(
      FtrackClient client,
      FtrackSettings settings,
      Session session,
      Tally tally,
      Before before,
      Ending ending) {
    this.client = client;
    this.settings = settings;
    this.session = session;
    this.tally = tally;
    this.before = before;
    this.ending = ending;
  }

  /// Who may hold a role nowhere.
  Set<Pair> lingering() {
    return lingering;
  }

  /// Who held a role on all open projects when that was looked at last.
  Set<Pair> wide() {
    return wide;
  }

  /// Those for whom the server refused to take a role off the last project and to remove it in one
  /// call.
  List<Edge> separately() {
    return separately;
  }

  @Override
  public Look<Edge> look(List<Edge> edges, boolean again) {
    Set<Pair> pairs = new HashSet<>();
    edges.forEach(edge -> pairs.add(RoleBatch.pair(edge)));
    boolean lose = edges.stream().anyMatch(ScopeStep::leavesAllOpen);
    return switch (look(pairs, lose, again)) {
      case HeldRoles.Look.Blind(Failure failure) -> new Look.Blind<>(failure);
      case HeldRoles.Look.Seen(HeldRoles now, Optional<Administrators> administrators) -> {
        List<Edge> open =
            edges.stream().filter(edge -> isOpen(edge, now, administrators, again)).toList();
        pairs.stream()
            .filter(pair -> now.held(pair).map(Held::onAllOpen).orElse(false))
            .forEach(wide::add);
        yield new Look.Open<>(tasks(open, now));
      }
    };
  }

  /// What was seen just before holds for roles that nobody touched since.
  private HeldRoles.Look look(Set<Pair> pairs, boolean lose, boolean again) {
    if (lose) {
      return HeldRoles.look(client, pairs, settings.access());
    }
    boolean untouched = pairs.stream().noneMatch(before.fresh()::contains);
    return !again && untouched && before.seen().knows(pairs)
        ? new HeldRoles.Look.Seen(before.seen(), Optional.empty())
        : HeldRoles.look(client, pairs);
  }

  private static boolean leavesAllOpen(Edge edge) {
    return !edge.comesIn() && RoleBatch.grant(edge).project().isEmpty();
  }

  private boolean isOpen(
      Edge edge, HeldRoles now, Optional<Administrators> administrators, boolean again) {
    Pair pair = RoleBatch.pair(edge);
    Optional<Held> held = now.held(pair);
    Optional<String> project = RoleBatch.grant(edge).project();
    boolean holds = held.map(where -> where.covers(project)).orElse(false);
    if (holds == edge.comesIn()) {
      tally.found(edge, again || before.fresh().contains(pair));
      if (held.map(Held::isNowhere).orElse(false)) {
        lingering.add(pair);
      }
      return false;
    }
    Optional<Problem> keeps = edge.comesIn() ? Optional.empty() : keeps(edge, administrators);
    keeps.ifPresent(problem -> tally.refused(edge, problem));
    return keeps.isEmpty();
  }

  private List<Task<Edge>> tasks(List<Edge> edges, HeldRoles now) {
    Map<Pair, Set<Optional<String>>> remaining = new HashMap<>();
    for (Edge edge : edges) {
      Pair pair = RoleBatch.pair(edge);
      now.held(pair).ifPresent(held -> remaining.putIfAbsent(pair, held.everywhere()));
    }
    return edges.stream().map(edge -> task(edge, remaining)).toList();
  }

  /// @param remaining where roles hold after what was taken before
  private Task<Edge> task(Edge edge, Map<Pair, Set<Optional<String>>> remaining) {
    Pair pair = RoleBatch.pair(edge);
    Grant grant = RoleBatch.grant(edge);
    List<Operation> operations = new ArrayList<>();
    if (edge.comesIn()) {
      operations.add(role(Operation.Role.Step.GRANT, pair, grant));
    } else {
      operations.add(role(Operation.Role.Step.REVOKE, pair, grant));
      Set<Optional<String>> rest = remaining.getOrDefault(pair, new HashSet<>());
      rest.remove(grant.project());
      if (rest.isEmpty() && ending == Ending.TOGETHER) {
        operations.add(role(Operation.Role.Step.REMOVE, pair, grant));
        removals.add(edge);
      }
    }
    return new Task<>(edge, operations);
  }

  private static Operation role(Operation.Role.Step step, Pair pair, Grant grant) {
    return new Operation.Role(step, pair.user(), pair.role(), grant.project());
  }

  /// Why somebody does not lose a role.
  private Optional<Problem> keeps(Edge edge, Optional<Administrators> administrators) {
    String login = edge.member().key().value();
    if (settings.access().protects(login)) {
      return Optional.of(ChangeProblem.protectedUser(login));
    }
    String role = RoleBatch.grant(edge).role();
    boolean administers = administrators.map(all -> all.administers(role)).orElse(false);
    if (!administers || !leavesAllOpen(edge)) {
      return Optional.empty();
    }
    if (session.isOwn(settings, login, edge.id())) {
      return Optional.of(ChangeProblem.ownRole(login));
    }
    return administrators
        .filter(all -> !all.loses(edge.id(), role))
        .map(all -> ChangeProblem.lastAdministrator(login, all.stay()));
  }

  /// A role is removed behind what takes it off the last project.
  @Override
  public boolean inOrder(List<Edge> edges) {
    return edges.stream().anyMatch(edge -> !edge.comesIn());
  }

  @Override
  public void done(Edge edge, List<JsonNode> results) {
    tally.done(edge);
    if (!edge.comesIn() && ending == Ending.SEPARATELY) {
      lingering.add(RoleBatch.pair(edge));
    }
  }

  @Override
  public void refused(Edge edge, Failure failure) {
    if (removals.contains(edge) && failure.cause() != Cause.PERMISSION) {
      separately.add(edge);
      return;
    }
    tally.refused(edge, failure);
    if (before.fresh().contains(RoleBatch.pair(edge))) {
      lingering.add(RoleBatch.pair(edge));
    }
  }

  @Override
  public void unavailable(Edge edge, Failure failure) {
    tally.unavailable(edge, failure);
  }
}
