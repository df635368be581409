// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Says of a change, from what is there now, whether it is done, may be done, or must not be. Pure.
final class Judge {
  private static final String USER = "User";

  private final Session session;
  private final FtrackSettings settings;
  private final Writing writing;

  Judge(Session session, FtrackSettings settings) {
    this.session = session;
    this.settings = settings;
    this.writing = Writing.users(settings, session);
  }

  /// What is to be done for a change.
  sealed interface Step {
    /// Nothing more.
    record Settled(Outcome outcome) implements Step {}

    /// This.
    record Todo(List<Operation> operations) implements Step {
      public Todo {
        operations = List.copyOf(operations);
      }
    }
  }

  /// @param id the id that a new user gets
  Step judge(Change change, String id, CurrentUsers now) {
    Optional<Problem> guarded = ownAccount(change).or(() -> protectedUser(change));
    if (guarded.isPresent()) {
      return refused(guarded.get());
    }
    return switch (change) {
      case Change.Create create -> create(create, id, now);
      case Change.Rename(Subject subject, AccountKey to, List<Edit> edits, _) ->
          edit(subject, to, edits, Optional.empty(), now);
      case Change.Update(Subject subject, List<Edit> edits, _) ->
          edit(subject, subject.key(), edits, Optional.empty(), now);
      case Change.Enable(Subject subject, AccountKey to, List<Edit> edits, _) ->
          edit(subject, to, edits, Optional.of(true), now);
      case Change.Disable(Subject subject, _) -> disable(subject, now);
      case Change.Delete(Subject subject, _) -> delete(subject, now);
      case Change.Members _ -> throw new IllegalArgumentException("not of a user: " + change);
    };
  }

  private Step create(Change.Create create, String id, CurrentUsers now) {
    Optional<Row> made = now.withId(id);
    if (made.isPresent()) {
      List<Operation> beside = writing.beside(create, made.get());
      return beside.isEmpty() ? done(id) : new Step.Todo(beside);
    }
    String login = create.subject().key().value();
    Optional<Row> other = now.other(login, id);
    if (other.isPresent()) {
      return same(create, other.get())
          ? done(other.get().id())
          : refused(ChangeProblem.loginTaken(login, other.get()));
    }
    return switch (writing.create(create)) {
      case Writing.Put.Refused(Problem problem) -> refused(problem);
      case Writing.Put.Stale(Problem problem) -> stale(problem);
      case Writing.Put.Ready(SortedMap<String, JsonNode> values, _) -> {
        values.put("username", JsonNodeFactory.instance.stringNode(login));
        values.put("is_active", JsonNodeFactory.instance.booleanNode(true));
        yield new Step.Todo(List.of(new Operation.Create(USER, id, values)));
      }
    };
  }

  private boolean same(Change.Create create, Row user) {
    return user.active()
        && user.username().equals(create.subject().key().value())
        && writing.same(create, user);
  }

  private Step edit(
      Subject subject, AccountKey to, List<Edit> edits, Optional<Boolean> opens, CurrentUsers now) {
    Optional<Row> found = person(subject, now);
    if (found.isEmpty()) {
      return stale(ChangeProblem.gone(subject));
    }
    Row user = found.get();
    if (opens.isEmpty() && !user.active()) {
      return stale(ChangeProblem.changed(subject, "is_active", "true", "false"));
    }
    SortedMap<String, JsonNode> values = new TreeMap<>();
    Optional<Step> login = login(subject, to, user, now, values);
    return login.orElseGet(() -> edit(subject, edits, opens, user, values));
  }

  private Step edit(
      Subject subject,
      List<Edit> edits,
      Optional<Boolean> opens,
      Row user,
      SortedMap<String, JsonNode> values) {
    List<Operation> operations = new ArrayList<>();
    switch (writing.edit(subject, edits, "username", user)) {
      case Writing.Put.Refused(Problem problem) -> {
        return refused(problem);
      }
      case Writing.Put.Stale(Problem problem) -> {
        return stale(problem);
      }
      case Writing.Put.Ready ready -> {
        values.putAll(ready.values());
        operations.addAll(ready.beside(user.id()));
      }
    }
    if (opens.isPresent() && !user.active()) {
      values.put("is_active", JsonNodeFactory.instance.booleanNode(true));
    }
    if (!values.isEmpty()) {
      operations.addFirst(new Operation.Update(USER, List.of(user.id()), values));
    }
    return operations.isEmpty() ? done(user.id()) : new Step.Todo(operations);
  }

  private Optional<Step> login(
      Subject subject,
      AccountKey to,
      Row user,
      CurrentUsers now,
      SortedMap<String, JsonNode> values) {
    if (user.username().equals(to.value())) {
      return Optional.empty();
    }
    if (!user.username().equals(subject.key().value())) {
      return Optional.of(
          stale(
              ChangeProblem.changed(subject, "username", subject.key().value(), user.username())));
    }
    Optional<Row> other = now.other(to.value(), user.id());
    if (other.isPresent()) {
      return Optional.of(refused(ChangeProblem.loginTaken(to.value(), other.get())));
    }
    values.put("username", JsonNodeFactory.instance.stringNode(to.value()));
    return Optional.empty();
  }

  private Step disable(Subject subject, CurrentUsers now) {
    Optional<Row> user = person(subject, now);
    if (user.isEmpty()) {
      return stale(ChangeProblem.gone(subject));
    }
    if (!user.get().active()) {
      return done(user.get().id());
    }
    SortedMap<String, JsonNode> closed = new TreeMap<>();
    closed.put("is_active", JsonNodeFactory.instance.booleanNode(false));
    return unlessLast(user.get(), now, update(user.get(), closed));
  }

  /// The step, unless too few administrators would stay.
  private static Step unlessLast(Row user, CurrentUsers now, Step step) {
    return now.administrators()
        .filter(all -> !all.goes(user.id()))
        .map(all -> refused(ChangeProblem.lastAdministrator(user.username(), all.stay())))
        .orElse(step);
  }

  private Step delete(Subject subject, CurrentUsers now) {
    Optional<Row> user = person(subject, now);
    if (user.isEmpty()) {
      return new Step.Settled(new Outcome.AlreadyDone(subject.account()));
    }
    String login = user.get().username();
    return login.isEmpty() || login.equals(subject.key().value())
        ? unlessLast(
            user.get(),
            now,
            new Step.Todo(List.of(new Operation.Delete(USER, List.of(user.get().id())))))
        : stale(ChangeProblem.changed(subject, "username", subject.key().value(), login));
  }

  private Optional<Row> person(Subject subject, CurrentUsers now) {
    return subject
        .account()
        .flatMap(account -> now.withId(account.value()))
        .filter(session.types()::isPerson);
  }

  /// The account that the run itself works under: without it no run could go on, or come back.
  private Optional<Problem> ownAccount(Change change) {
    boolean cuts =
        switch (change) {
          case Change.Disable _, Change.Delete _ -> true;
          case Change.Rename _, Change.Enable _ ->
              !change.keyAfterwards().equals(change.subject().key());
          case Change.Create _, Change.Update _, Change.Members _ -> false;
        };
    return cuts && isOwn(change.subject())
        ? Optional.of(ChangeProblem.ownAccount(change, settings))
        : Optional.empty();
  }

  private Optional<Problem> protectedUser(Change change) {
    String login = change.subject().key().value();
    boolean cuts =
        switch (change) {
          case Change.Disable _, Change.Delete _, Change.Rename _ -> true;
          case Change.Create _, Change.Update _, Change.Enable _, Change.Members _ -> false;
        };
    return cuts && settings.access().protects(login)
        ? Optional.of(ChangeProblem.protectedUser(login))
        : Optional.empty();
  }

  private boolean isOwn(Subject subject) {
    String id = subject.account().map(Anchor::value).orElse("");
    return session.isOwn(settings, subject.key().value(), id);
  }

  private static Step update(Row user, SortedMap<String, JsonNode> values) {
    return new Step.Todo(List.of(new Operation.Update(USER, List.of(user.id()), values)));
  }

  private static Step done(String id) {
    return new Step.Settled(new Outcome.AlreadyDone(Optional.of(new Anchor(id))));
  }

  private static Step refused(Problem problem) {
    return new Step.Settled(new Outcome.Refused(problem));
  }

  private static Step stale(Problem problem) {
    return new Step.Settled(new Outcome.Stale(problem));
  }
}
