// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Makes changes of every sort: users first, then groups, then who is in them and who may what.
final class Application {
  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private Optional<Failure> end = Optional.empty();

  Application(FtrackClient client, FtrackSettings settings, Session session) {
    this.client = client;
    this.settings = settings;
    this.session = session;
  }

  /// One outcome for each change, in their order.
  List<Outcome> apply(List<Change> changes) {
    Outcome[] outcomes = new Outcome[changes.size()];
    for (Stage stage : Stage.values()) {
      int[] own =
          IntStream.range(0, changes.size())
              .filter(index -> stage.concerns.test(changes.get(index)))
              .toArray();
      List<Outcome> made = made(stage, Arrays.stream(own).mapToObj(changes::get).toList());
      for (int i = 0; i < own.length; i++) {
        outcomes[own[i]] = made.get(i);
      }
    }
    return List.of(outcomes);
  }

  /// What belongs together.
  private enum Stage {
    USERS(change -> change.subject().sort() == Sort.USER),
    GROUPS(change -> change.subject().sort() == Sort.GROUP && !(change instanceof Change.Members)),
    MEMBERS(change -> change.subject().sort() == Sort.GROUP && change instanceof Change.Members),
    ROLES(change -> change.subject().sort() == Sort.ROLE),
    TEAMS(change -> change.subject().sort() == Sort.TEAM);

    private final Predicate<Change> concerns;

    Stage(Predicate<Change> concerns) {
      this.concerns = concerns;
    }
  }

  private List<Outcome> made(Stage stage, List<Change> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    if (end.isPresent()) {
      Outcome ended = new Outcomes(settings).unavailable(end.get());
      return changes.stream().map(_ -> ended).toList();
    }
    return switch (stage) {
      case USERS -> users(changes);
      case GROUPS -> groups(changes);
      case MEMBERS -> members(changes);
      case ROLES -> roles(changes);
      case TEAMS -> teams(changes);
    };
  }

  private List<Outcome> users(List<Change> changes) {
    Outcomes outcomes = new Outcomes(settings);
    end = new Batch(client, settings, session, changes, outcomes).apply(settings.batch());
    return outcomes.all();
  }

  private List<Outcome> groups(List<Change> changes) {
    Outcomes outcomes = new Outcomes(settings);
    end = new GroupBatch(client, settings, session, changes, outcomes).apply(settings.batch());
    return outcomes.all();
  }

  private List<Outcome> members(List<Change> changes) {
    Tally tally = new Tally(settings, changes);
    List<Edge> edges = Edge.of(changes);
    Edges users = new Edges(client, Edges.Kind.MEMBERSHIP, tally, Edge::holder);
    Parents groups = new Parents(client, tally);
    send(users, tally, edges.stream().filter(edge -> !edge.isGroup()).toList());
    send(groups, tally, inner(edges, Edge.Way.OUT));
    send(groups, tally, inner(edges, Edge.Way.IN));
    return tally.outcomes();
  }

  /// A group that moves leaves before it comes in.
  private static List<Edge> inner(List<Edge> edges, Edge.Way way) {
    return edges.stream().filter(edge -> edge.isGroup() && edge.way() == way).toList();
  }

  private List<Outcome> roles(List<Change> changes) {
    Tally tally = new Tally(settings, changes);
    end = new RoleBatch(client, settings, session, tally).apply(Edge.of(changes));
    return tally.outcomes();
  }

  private List<Outcome> teams(List<Change> changes) {
    Tally tally = new Tally(settings, changes);
    send(
        new Edges(client, Edges.Kind.ALLOCATION, tally, Application::project),
        tally,
        Edge.of(changes));
    return tally.outcomes();
  }

  private static String project(Edge edge) {
    return Grant.of(Sort.TEAM, new Anchor(edge.holder())).project().orElse("");
  }

  private void send(Sending.Work<Edge> work, Tally tally, List<Edge> edges) {
    if (end.isPresent()) {
      edges.forEach(edge -> tally.unavailable(edge, end.get()));
    } else {
      end = new Sending<>(client, settings.batch(), work).send(edges);
    }
  }
}
