// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Sending.Look;
import dev.rollcall.connectors.ftrack.Sending.Task;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// Makes changes of users, of which each is one operation. What takes a seat comes last.
final class Batch implements Sending.Work<Integer> {
  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Judge judge;
  private final List<Change> changes;
  private final List<String> ids;
  private final List<String> columns;
  private final Outcomes outcomes;
  private final Writing writing;
  private final Set<Integer> created = new HashSet<>();
  private boolean seatsGone;

  Batch(
      FtrackClient client,
      FtrackSettings settings,
      Session session,
      List<Change> changes,
      Outcomes outcomes) {
    this.client = client;
    this.settings = settings;
    this.judge = new Judge(session, settings);
    this.changes = List.copyOf(changes);
    this.ids = changes.stream().map(_ -> client.surroundings().ids().get().toString()).toList();
    this.columns = columns(session, changes);
    this.outcomes = outcomes;
    this.writing = Writing.users(settings, session);
  }

  /// Makes them all. What is kept beside new users comes in a second call: a server may carry out
  /// an update before the create that it needs (ftrack's own client, `component.py`).
  ///
  /// @return why no more can be done; empty when everything was tried
  Optional<Failure> apply(int most) {
    List<Integer> all = IntStream.range(0, changes.size()).boxed().toList();
    Optional<Failure> end = new Sending<>(client, most, this).send(all);
    List<Integer> incomplete = all.stream().filter(this::isIncomplete).toList();
    if (end.isEmpty() && !incomplete.isEmpty()) {
      end = new Sending<>(client, most, this).send(incomplete);
    }
    if (end.isEmpty()) {
      pictures();
    }
    if (end.isEmpty() && settings.invites()) {
      all.forEach(this::invite);
    }
    return end;
  }

  /// One call each, and never twice: nobody is to get a second letter because an answer was lost.
  private void invite(int index) {
    Change change = changes.get(index);
    boolean reachable =
        change instanceof Change.Create create
            && created.contains(index)
            && create.attributes().has("email");
    if (reachable
        && outcomes.of(index).orElseThrow() instanceof Outcome.Applied(Optional<Anchor> account, _)
        && account.isPresent()
        && client.call(List.of(new Operation.Invite(account.get().value())))
            instanceof Failure failure) {
      outcomes.put(index, new Outcome.Refused(ChangeProblem.notInvited(change, failure.said())));
    }
  }

  private void pictures() {
    List<Avatars.Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      wanted(i).ifPresent(wanted::add);
    }
    new Avatars(client, settings)
        .set(wanted)
        .forEach((change, result) -> {
          switch (result) {
            case Avatars.Result.AlreadySo _ -> {}
            case Avatars.Result.Set _ ->
                outcomes.of(change).ifPresent(before -> outcomes.settle(change, before, true));
            case Avatars.Result.Refused(Problem problem) ->
                outcomes.put(change, new Outcome.Refused(problem));
            case Avatars.Result.Unavailable(Failure failure) ->
                outcomes.unavailable(change, failure);
          }
        });
  }

  /// The picture that a change sets, where the rest of it is done.
  private Optional<Avatars.Wanted> wanted(int index) {
    Change change = changes.get(index);
    Optional<List<String>> values =
        change instanceof Change.Create create
            ? Optional.of(create.attributes().values(Picture.FIELD.name()))
                .filter(pictures -> !pictures.isEmpty())
            : change.edits().stream()
                .filter(edit -> edit.attribute().equals(Picture.FIELD.name()))
                .findFirst()
                .map(Edit::after);
    Optional<Anchor> user =
        outcomes
            .of(index)
            .flatMap(outcome ->
                switch (outcome) {
                  case Outcome.Applied(Optional<Anchor> account, _) -> account;
                  case Outcome.AlreadyDone(Optional<Anchor> account) -> account;
                  case Outcome.Stale _, Outcome.Refused _, Outcome.Unavailable _ ->
                      Optional.empty();
                });
    return values.isPresent() && user.isPresent()
        ? Optional.of(
            new Avatars.Wanted(
                index,
                user.get().value(),
                change.keyAfterwards().value(),
                values.get().stream().findFirst()))
        : Optional.empty();
  }

  private boolean isIncomplete(int index) {
    return created.contains(index)
        && changes.get(index) instanceof Change.Create create
        && writing.hasBeside(create);
  }

  @Override
  public Look<Integer> look(List<Integer> which, boolean again) {
    return switch (current(which, again)) {
      case CurrentUsers.Look.Blind(Failure failure) -> new Look.Blind<>(failure);
      case CurrentUsers.Look.Seen(CurrentUsers now) ->
          new Look.Open<>(
              which.stream()
                  .flatMap(change -> judged(change, now, again).stream())
                  .sorted(Comparator.comparing(task -> takesSeat(task.piece())))
                  .toList());
    };
  }

  private Optional<Task<Integer>> judged(int change, CurrentUsers now, boolean again) {
    return switch (judge.judge(changes.get(change), ids.get(change), now)) {
      case Judge.Step.Todo(List<Operation> operations) ->
          Optional.of(new Task<>(change, operations));
      case Judge.Step.Settled(Outcome outcome) -> {
        outcomes.settle(change, outcome, again || created.contains(change));
        yield Optional.empty();
      }
    };
  }

  /// What an attempt may have made is looked for too.
  private CurrentUsers.Look current(List<Integer> which, boolean again) {
    Set<String> touched = new TreeSet<>();
    Set<String> logins = new TreeSet<>();
    boolean cuts = false;
    for (int change : which) {
      cuts = cuts || changes.get(change).removesAccess();
      changes.get(change).subject().account().map(Anchor::value).ifPresent(touched::add);
      if (changes.get(change).kind() == Kind.CREATE && (again || created.contains(change))) {
        touched.add(ids.get(change));
      }
      if (namesLogin(changes.get(change))) {
        logins.add(changes.get(change).keyAfterwards().value());
      }
    }
    return CurrentUsers.look(
        client, columns, touched, logins, cuts ? Optional.of(settings.access()) : Optional.empty());
  }

  private static boolean namesLogin(Change change) {
    return change.kind() == Kind.CREATE || !change.keyAfterwards().equals(change.subject().key());
  }

  /// A seat may be one that the call before has freed.
  @Override
  public boolean inOrder(List<Integer> pieces) {
    long seats = pieces.stream().filter(this::takesSeat).count();
    return seats > 0 && seats < pieces.size();
  }

  @Override
  public int cut(List<Task<Integer>> tasks, Failure failure) {
    long free = tasks.stream().filter(task -> !takesSeat(task.piece())).count();
    boolean mixed = free > 0 && free < tasks.size();
    return failure.cause() == Cause.SEATS && mixed ? (int) free : tasks.size() / 2;
  }

  @Override
  public boolean hopeless(Integer change) {
    boolean hopeless = seatsGone && takesSeat(change) && !created.contains(change);
    if (hopeless) {
      refused(
          change,
          Failure.of(Cause.SEATS, "the server refused a seat to another one of this batch"));
    }
    return hopeless;
  }

  @Override
  public void done(Integer change, List<JsonNode> results) {
    if (changes.get(change).kind() == Kind.CREATE) {
      created.add(change);
    }
    JsonNode echo = results.getFirst().path("data");
    boolean closed =
        takesSeat(change)
            && echo.path("is_active").isBoolean()
            && !echo.path("is_active").booleanValue();
    outcomes.put(
        change,
        closed
            ? new Outcome.Refused(ChangeProblem.staysClosed(changes.get(change).subject()))
            : new Outcome.Applied(anchor(change, echo)));
  }

  private Optional<Anchor> anchor(int index, JsonNode echo) {
    String told = echo.path("username").isMissingNode() ? "" : echo.path("id").asString("");
    return switch (changes.get(index)) {
      case Change.Create _ -> Optional.of(new Anchor(told.isBlank() ? ids.get(index) : told));
      case Change change -> change.subject().account();
    };
  }

  @Override
  public void refused(Integer change, Failure failure) {
    seatsGone = seatsGone || (failure.cause() == Cause.SEATS && takesSeat(change));
    if (created.contains(change)) {
      outcomes.put(
          change,
          new Outcome.Refused(ChangeProblem.incomplete(changes.get(change), failure.said())));
      return;
    }
    Problem problem = outcomes.problem(changes.get(change), failure);
    boolean taken = failure.cause() == Cause.DUPLICATE && namesLogin(changes.get(change));
    String login = changes.get(change).keyAfterwards().value();
    outcomes.put(
        change,
        new Outcome.Refused(taken ? ChangeProblem.loginTaken(login, problem.why()) : problem));
  }

  @Override
  public void unavailable(Integer change, Failure failure) {
    outcomes.unavailable(change, failure);
  }

  private boolean takesSeat(int change) {
    Kind kind = changes.get(change).kind();
    return kind == Kind.CREATE || kind == Kind.ENABLE;
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
    columns.addAll(session.fields().columns(names));
    return List.copyOf(columns);
  }
}
