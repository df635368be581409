// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.HeldRoles.Pair;
import dev.rollcall.connectors.ftrack.Sending.Look;
import dev.rollcall.connectors.ftrack.Sending.Task;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Makes roles that users hold valid on projects, or no longer.
final class ScopeStep implements Sending.Work<Edge> {
  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private final Tally tally;
  private final Set<Pair> fresh;
  private final Set<Edge> left = new HashSet<>();

  /// @param fresh whose role was added in this batch
  ScopeStep(
      FtrackClient client, FtrackSettings settings, Session session, Tally tally, Set<Pair> fresh) {
    this.client = client;
    this.settings = settings;
    this.session = session;
    this.tally = tally;
    this.fresh = fresh;
  }

  /// Whether somebody who was to lose the role there does not have it there any more.
  boolean left(Edge edge) {
    return left.contains(edge);
  }

  @Override
  public Look<Edge> look(List<Edge> edges, boolean again) {
    Set<Pair> pairs = new HashSet<>();
    edges.forEach(edge -> pairs.add(RoleBatch.pair(edge)));
    boolean lose = edges.stream().anyMatch(ScopeStep::leavesAllOpen);
    HeldRoles.Look look =
        lose ? HeldRoles.look(client, pairs, settings.access()) : HeldRoles.look(client, pairs);
    return switch (look) {
      case HeldRoles.Look.Blind(Failure failure) -> new Look.Blind<>(failure);
      case HeldRoles.Look.Seen(HeldRoles now, Optional<Administrators> administrators) -> {
        List<Task<Edge>> tasks = new ArrayList<>();
        for (Edge edge : edges) {
          task(edge, now, administrators, again).ifPresent(tasks::add);
        }
        yield new Look.Open<>(tasks);
      }
    };
  }

  private static boolean leavesAllOpen(Edge edge) {
    return !edge.comesIn() && RoleBatch.grant(edge).project().isEmpty();
  }

  private Optional<Task<Edge>> task(
      Edge edge, HeldRoles now, Optional<Administrators> administrators, boolean again) {
    Grant grant = RoleBatch.grant(edge);
    Pair pair = RoleBatch.pair(edge);
    boolean holds = now.held(pair).map(held -> held.covers(grant.project())).orElse(false);
    if (holds == edge.comesIn()) {
      tally.found(edge, again || fresh.contains(pair));
      went(edge);
      return Optional.empty();
    }
    Optional<Problem> keeps = edge.comesIn() ? Optional.empty() : keeps(edge, administrators);
    if (keeps.isPresent()) {
      tally.refused(edge, keeps.get());
      return Optional.empty();
    }
    Operation.Role.Step step =
        edge.comesIn() ? Operation.Role.Step.GRANT : Operation.Role.Step.REVOKE;
    return Optional.of(
        new Task<>(
            edge, List.of(new Operation.Role(step, pair.user(), pair.role(), grant.project()))));
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

  private void went(Edge edge) {
    if (!edge.comesIn()) {
      left.add(edge);
    }
  }

  @Override
  public void done(Edge edge, List<JsonNode> results) {
    tally.done(edge);
    went(edge);
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
