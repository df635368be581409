// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Makes the changes of one batch: looks, writes all of them in one call, and where that fails
/// finds out by halving which of them is to blame. What is not known to be done or undone is looked
/// at before it is repeated.
final class Batch {
  private static final Duration LATER = Duration.ofMinutes(1);

  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Judge judge;
  private final List<Change> changes;
  private final List<String> ids;
  private final List<String> columns;
  private final Map<Integer, Outcome> outcomes = new TreeMap<>();
  private Optional<Outcome> end = Optional.empty();
  private boolean seatsGone;

  Batch(FtrackClient client, FtrackSettings settings, Session session, List<Change> changes) {
    this.client = client;
    this.settings = settings;
    this.judge = new Judge(session, settings);
    this.changes = List.copyOf(changes);
    this.ids = changes.stream().map(_ -> client.surroundings().ids().get().toString()).toList();
    this.columns = columns(session, changes);
  }

  /// An operation that a change still needs.
  private record Pending(int change, Operation operation) {}

  List<Outcome> apply() {
    List<Integer> all = IntStream.range(0, changes.size()).boxed().toList();
    send(todo(all, false), 1);
    return List.copyOf(outcomes.values());
  }

  /// Looks, settles what can be settled, and says what is left to do.
  private List<Pending> todo(List<Integer> which, boolean again) {
    return switch (look(which)) {
      case CurrentUsers.Look.Blind(Failure failure) -> {
        giveUp(which, failure);
        yield List.of();
      }
      case CurrentUsers.Look.Seen(CurrentUsers now) ->
          which.stream()
              .flatMap(change -> judged(change, now, again).stream())
              .sorted(Comparator.comparing(pending -> takesSeat(pending.change())))
              .toList();
    };
  }

  private Optional<Pending> judged(int change, CurrentUsers now, boolean again) {
    return switch (judge.judge(changes.get(change), ids.get(change), now)) {
      case Judge.Step.Todo(Operation operation) -> Optional.of(new Pending(change, operation));
      case Judge.Step.Settled(Outcome.AlreadyDone(Optional<Anchor> account)) when again -> {
        outcomes.put(change, new Outcome.Applied(account));
        yield Optional.empty();
      }
      case Judge.Step.Settled(Outcome outcome) -> {
        outcomes.put(change, outcome);
        yield Optional.empty();
      }
    };
  }

  private CurrentUsers.Look look(List<Integer> which) {
    Set<String> touched = new TreeSet<>();
    Set<String> logins = new TreeSet<>();
    for (int change : which) {
      changes.get(change).subject().account().map(Anchor::value).ifPresent(touched::add);
      if (changes.get(change).kind() == Kind.CREATE) {
        touched.add(ids.get(change));
      }
      if (namesLogin(changes.get(change))) {
        logins.add(changes.get(change).keyAfterwards().value());
      }
    }
    return CurrentUsers.look(client, columns, touched, logins);
  }

  private static boolean namesLogin(Change change) {
    return change.kind() == Kind.CREATE || !change.keyAfterwards().equals(change.subject().key());
  }

  private void send(List<Pending> pending, int attempt) {
    if (pending.isEmpty()) {
      return;
    }
    if (end.isPresent()) {
      pending.forEach(one -> outcomes.put(one.change(), end.get()));
      return;
    }
    if (seatsGone && pending.stream().allMatch(one -> takesSeat(one.change()))) {
      pending.forEach(one -> outcomes.put(one.change(), noSeat(one)));
      return;
    }
    switch (client.call(pending.stream().map(Pending::operation).toList())) {
      case Success success -> applied(pending, success);
      case Failure failure when failure.cause().advice() == Cause.Advice.ONE_CHANGE ->
          blame(pending, failure);
      case Failure failure when failure.cause().nothingDone() -> giveUp(indexes(pending), failure);
      case Failure failure -> uncertain(pending, failure, attempt);
    }
  }

  private void uncertain(List<Pending> pending, Failure failure, int attempt) {
    if (client.pause(attempt, failure)) {
      send(todo(indexes(pending), true), attempt + 1);
    } else {
      giveUp(indexes(pending), failure);
    }
  }

  private void blame(List<Pending> pending, Failure failure) {
    if (pending.size() == 1) {
      single(pending.getFirst(), failure);
      return;
    }
    int half = pending.size() / 2;
    if (failure.cause() == Cause.SEATS) {
      long free = pending.stream().filter(one -> !takesSeat(one.change())).count();
      half = free > 0 && free < pending.size() ? (int) free : half;
    }
    send(pending.subList(0, half), 1);
    send(pending.subList(half, pending.size()), 1);
  }

  /// One change that the server refuses. It may be refused because an earlier attempt did it, so
  /// the last word is what is there now.
  private void single(Pending one, Failure failure) {
    if (failure.cause() == Cause.SEATS) {
      seatsGone = takesSeat(one.change());
    }
    boolean clear =
        switch (failure.cause()) {
          case SEATS, PERMISSION, TOO_LARGE, UNKNOWN_ACTION -> true;
          default -> false;
        };
    if (clear || !todo(List.of(one.change()), true).isEmpty()) {
      outcomes.put(one.change(), refused(one, failure));
    }
  }

  private void applied(List<Pending> pending, Success success) {
    for (int i = 0; i < pending.size(); i++) {
      Pending one = pending.get(i);
      JsonNode echo = success.results().get(i).path("data");
      boolean closed =
          takesSeat(one.change())
              && echo.path("is_active").isBoolean()
              && !echo.path("is_active").booleanValue();
      outcomes.put(
          one.change(),
          closed
              ? new Outcome.Refused(ChangeProblem.staysClosed(changes.get(one.change()).subject()))
              : new Outcome.Applied(anchor(one, echo)));
    }
  }

  private Optional<Anchor> anchor(Pending one, JsonNode echo) {
    String told = echo.path("id").asString("");
    return switch (changes.get(one.change())) {
      case Change.Create _ ->
          Optional.of(new Anchor(told.isBlank() ? ids.get(one.change()) : told));
      case Change change -> change.subject().account();
    };
  }

  private Outcome refused(Pending one, Failure failure) {
    return new Outcome.Refused(problem(one, failure));
  }

  private Outcome noSeat(Pending one) {
    return refused(
        one, Failure.of(Cause.SEATS, "the server refused a seat to another one of this batch"));
  }

  private Problem problem(Pending one, Failure failure) {
    Change change = changes.get(one.change());
    String what =
        "%s %s (%s)"
            .formatted(change.kind().word(), change.subject().label(), change.subject().key());
    Problem told = FailureProblem.of(settings, failure);
    if (failure.cause() == Cause.DUPLICATE && namesLogin(change)) {
      return ChangeProblem.loginTaken(change.keyAfterwards().value(), told.why());
    }
    return failure.cause() == Cause.PERMISSION
        ? new Problem(told.code(), told.blame(), what + ": not allowed", told.why(), told.fix())
        : FailureProblem.refused(what, told.why(), failure.cause());
  }

  private void giveUp(List<Integer> which, Failure failure) {
    Outcome unavailable =
        new Outcome.Unavailable(
            FailureProblem.of(settings, failure), failure.retryAfter().orElse(LATER));
    end = Optional.of(unavailable);
    which.forEach(change -> outcomes.put(change, unavailable));
  }

  private boolean takesSeat(int change) {
    return switch (changes.get(change).kind()) {
      case CREATE, ENABLE -> true;
      case RENAME,
          UPDATE,
          DISABLE,
          DELETE,
          CREATE_GROUP,
          RENAME_GROUP,
          UPDATE_GROUP,
          DELETE_GROUP,
          MEMBERS,
          ROLES,
          TEAMS ->
          false;
    };
  }

  private static List<Integer> indexes(List<Pending> pending) {
    return pending.stream().map(Pending::change).toList();
  }

  private static List<String> columns(Session session, List<Change> changes) {
    Set<String> columns = new TreeSet<>(List.of("id", "username", "is_active", "user_type_id"));
    List<String> names = new ArrayList<>();
    for (Change change : changes) {
      change.edits().forEach(edit -> names.add(edit.attribute()));
      if (change instanceof Change.Create create) {
        names.addAll(create.attributes().all().keySet());
      }
    }
    session.fields().fields(names).forEach(field -> columns.add(field.column()));
    return List.copyOf(columns);
  }
}
