// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.HeldRoles.Held;
import dev.rollcall.connectors.ftrack.HeldRoles.Pair;
import dev.rollcall.connectors.ftrack.ScopeStep.Before;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Gives roles and takes them. A user is given a role first and the projects on which it holds
/// then, and where it holds when it is new is not documented: that is looked at, and what nobody
/// asked for is taken off again. What comes comes before what goes, and a role goes when it holds
/// nowhere any more.
final class RoleBatch {
  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private final Tally tally;
  private Optional<Failure> end = Optional.empty();

  RoleBatch(FtrackClient client, FtrackSettings settings, Session session, Tally tally) {
    this.client = client;
    this.settings = settings;
    this.session = session;
    this.tally = tally;
  }

  /// @return why no more can be done; empty when everything was tried
  Optional<Failure> apply(List<Edge> edges) {
    List<Edge> in = new ArrayList<>();
    List<Edge> out = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.isGroup()) {
        tally.refused(edge, ChangeProblem.notForGroups(tally.change(edge).subject().key().value()));
      } else {
        (edge.comesIn() ? in : out).add(edge);
      }
    }
    give(in);
    take(out);
    return end;
  }

  static Grant grant(Edge edge) {
    return Grant.of(Sort.ROLE, new Anchor(edge.holder()));
  }

  static Pair pair(Edge edge) {
    return new Pair(edge.id(), grant(edge).role());
  }

  private void give(List<Edge> in) {
    if (in.isEmpty()) {
      return;
    }
    Set<Pair> fresh = new HashSet<>();
    PairStep adding =
        step(
            held -> held.isEmpty(),
            pair -> {
              fresh.add(pair);
              return role(Operation.Role.Step.ADD, pair);
            });
    List<Edge> ready = after(adding, in, tally::refused);
    ScopeStep scope = scope(new Before(fresh, adding.seen()), ScopeStep.Ending.TOGETHER);
    send(scope, ready);
    narrow(ready.stream().filter(edge -> scope.wide().contains(pair(edge))).toList(), fresh);
    removeFromNowhere(scope.lingering(), ready);
  }

  /// Takes new roles off all open projects where nobody asked for them there.
  private void narrow(List<Edge> in, Set<Pair> fresh) {
    Set<Pair> wide = new HashSet<>();
    for (Edge edge : in) {
      if (grant(edge).project().isEmpty()) {
        wide.add(pair(edge));
      }
    }
    List<Edge> narrow =
        in.stream()
            .filter(edge -> fresh.contains(pair(edge)) && !wide.contains(pair(edge)))
            .toList();
    PairStep narrowing =
        step(
            held -> held.map(Held::onAllOpen).orElse(false),
            pair -> role(Operation.Role.Step.REVOKE, pair));
    after(
        narrowing,
        narrow,
        (edge, failure) -> tally.refused(edge, ChangeProblem.roleTooWide(failure.said())));
  }

  private void take(List<Edge> out) {
    if (out.isEmpty()) {
      return;
    }
    ScopeStep together = scope(Before.nothing(), ScopeStep.Ending.TOGETHER);
    send(together, out);
    ScopeStep separately = scope(Before.nothing(), ScopeStep.Ending.SEPARATELY);
    send(separately, together.separately());
    Set<Pair> lingering = new HashSet<>(together.lingering());
    lingering.addAll(separately.lingering());
    removeFromNowhere(lingering, out);
  }

  /// Removes roles that hold nowhere.
  private void removeFromNowhere(Set<Pair> lingering, List<Edge> edges) {
    PairStep removing =
        step(
            held -> held.map(Held::isNowhere).orElse(false),
            pair -> role(Operation.Role.Step.REMOVE, pair));
    List<Edge> last = edges.stream().filter(edge -> lingering.contains(pair(edge))).toList();
    after(removing, last, tally::refused);
  }

  private ScopeStep scope(Before before, ScopeStep.Ending ending) {
    return new ScopeStep(client, settings, session, tally, before, ending);
  }

  private PairStep step(Predicate<Optional<Held>> needed, Function<Pair, Operation> operation) {
    return new PairStep(client, needed, operation);
  }

  private static Operation role(Operation.Role.Step step, Pair pair) {
    return new Operation.Role(step, pair.user(), pair.role(), Optional.empty());
  }

  /// What becomes of a member for whom a step was refused.
  private interface Refusal {
    void of(Edge edge, Failure failure);
  }

  /// Makes a step once for each user and role of these.
  ///
  /// @return those for whom it is made
  private List<Edge> after(PairStep step, List<Edge> edges, Refusal refusal) {
    List<Pair> pairs = edges.stream().map(RoleBatch::pair).distinct().toList();
    send(step, pairs);
    Map<Pair, Failure> failed = new HashMap<>(step.failed());
    List<Edge> ready = new ArrayList<>();
    for (Edge edge : edges) {
      Optional<Failure> failure = Optional.ofNullable(failed.get(pair(edge))).or(() -> end);
      if (failure.isEmpty()) {
        ready.add(edge);
      } else if (end.isPresent()) {
        tally.unavailable(edge, end.get());
      } else {
        refusal.of(edge, failure.get());
      }
    }
    return ready;
  }

  private <K> void send(Sending.Work<K> work, List<K> pieces) {
    if (end.isPresent()) {
      pieces.forEach(piece -> work.unavailable(piece, end.get()));
    } else {
      end = new Sending<>(client, settings.batch(), work).send(pieces);
    }
  }
}
