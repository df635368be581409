// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Map;
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

  Judge(Session session, FtrackSettings settings) {
    this.session = session;
    this.settings = settings;
  }

  /// What is to be done for a change.
  sealed interface Step {
    /// Nothing more.
    record Settled(Outcome outcome) implements Step {}

    /// This.
    record Todo(Operation operation) implements Step {}
  }

  /// @param id the id that a new user gets
  Step judge(Change change, String id, CurrentUsers now) {
    Optional<Problem> own = ownAccount(change);
    if (own.isPresent()) {
      return refused(own.get());
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
    if (now.withId(id).isPresent()) {
      return done(id);
    }
    String login = create.subject().key().value();
    Optional<UserRow> other = now.other(login, id);
    if (other.isPresent()) {
      return same(create, other.get())
          ? done(other.get().id())
          : refused(ChangeProblem.loginTaken(login, other.get()));
    }
    SortedMap<String, JsonNode> values = new TreeMap<>();
    for (Map.Entry<String, List<String>> attribute : create.attributes().all().entrySet()) {
      Optional<Problem> flaw = put(values, attribute.getKey(), attribute.getValue());
      if (flaw.isPresent()) {
        return refused(flaw.get());
      }
    }
    values.put("username", JsonNodeFactory.instance.stringNode(login));
    values.put("is_active", JsonNodeFactory.instance.booleanNode(true));
    return new Step.Todo(new Operation.Create(USER, id, values));
  }

  private boolean same(Change.Create create, UserRow user) {
    return user.active()
        && user.username().equals(create.subject().key().value())
        && create.attributes().all().entrySet().stream()
            .allMatch(attribute ->
                session
                    .fields()
                    .field(attribute.getKey())
                    .map(field ->
                        equal(field, field.values(user, session.types()), attribute.getValue()))
                    .orElse(false));
  }

  private Step edit(
      Subject subject, AccountKey to, List<Edit> edits, Optional<Boolean> opens, CurrentUsers now) {
    Optional<UserRow> found = person(subject, now);
    if (found.isEmpty()) {
      return stale(ChangeProblem.gone(subject));
    }
    UserRow user = found.get();
    if (opens.isEmpty() && !user.active()) {
      return stale(ChangeProblem.changed(subject, "is_active", "true", "false"));
    }
    SortedMap<String, JsonNode> values = new TreeMap<>();
    Optional<Step> login = login(subject, to, user, now, values);
    if (login.isPresent()) {
      return login.get();
    }
    for (Edit edit : edits) {
      Optional<Step> hindrance =
          edit.attribute().equals("username")
              ? Optional.empty()
              : edit(subject, edit, user, values);
      if (hindrance.isPresent()) {
        return hindrance.get();
      }
    }
    if (opens.isPresent() && !user.active()) {
      values.put("is_active", JsonNodeFactory.instance.booleanNode(true));
    }
    return values.isEmpty() ? done(user.id()) : update(user, values);
  }

  private Optional<Step> login(
      Subject subject,
      AccountKey to,
      UserRow user,
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
    Optional<UserRow> other = now.other(to.value(), user.id());
    if (other.isPresent()) {
      return Optional.of(refused(ChangeProblem.loginTaken(to.value(), other.get())));
    }
    values.put("username", JsonNodeFactory.instance.stringNode(to.value()));
    return Optional.empty();
  }

  private Optional<Step> edit(
      Subject subject, Edit edit, UserRow user, SortedMap<String, JsonNode> values) {
    Optional<Field> field = session.fields().field(edit.attribute());
    if (field.isEmpty()) {
      return Optional.of(refused(unknown(edit.attribute())));
    }
    List<String> actual = field.get().values(user, session.types());
    if (equal(field.get(), actual, edit.after())) {
      return Optional.empty();
    }
    if (!equal(field.get(), actual, edit.before())) {
      return Optional.of(
          stale(
              ChangeProblem.changed(
                  subject, edit.attribute(), shown(edit.before()), shown(actual))));
    }
    return put(values, edit.attribute(), edit.after()).map(Judge::refused);
  }

  private Step disable(Subject subject, CurrentUsers now) {
    Optional<UserRow> user = person(subject, now);
    if (user.isEmpty()) {
      return stale(ChangeProblem.gone(subject));
    }
    SortedMap<String, JsonNode> closed = new TreeMap<>();
    closed.put("is_active", JsonNodeFactory.instance.booleanNode(false));
    return user.get().active() ? update(user.get(), closed) : done(user.get().id());
  }

  private Step delete(Subject subject, CurrentUsers now) {
    Optional<UserRow> user = person(subject, now);
    if (user.isEmpty()) {
      return new Step.Settled(new Outcome.AlreadyDone(subject.account()));
    }
    String login = user.get().username();
    return login.isEmpty() || login.equals(subject.key().value())
        ? new Step.Todo(new Operation.Delete(USER, List.of(user.get().id())))
        : stale(ChangeProblem.changed(subject, "username", subject.key().value(), login));
  }

  private Optional<UserRow> person(Subject subject, CurrentUsers now) {
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

  private boolean isOwn(Subject subject) {
    return subject.key().value().equalsIgnoreCase(settings.user())
        || (session.ownId().isPresent()
            && session.ownId().equals(subject.account().map(Anchor::value)));
  }

  private Optional<Problem> put(SortedMap<String, JsonNode> values, String name, List<String> to) {
    Optional<Field> field = session.fields().field(name);
    if (field.isEmpty()) {
      return Optional.of(unknown(name));
    }
    if (field.get().access() != Field.Access.MAPPING) {
      return Optional.of(ValueProblem.notMappable(settings.name(), name));
    }
    Optional<JsonNode> value = field.get().json(to, session.types());
    if (value.isEmpty()) {
      return Optional.of(ValueProblem.form(name, shown(to), field.get().form()));
    }
    values.put(field.get().column(), value.get());
    return Optional.empty();
  }

  private Problem unknown(String attribute) {
    return ValueProblem.unknownAttribute(settings.name(), attribute, session.fields().mappable());
  }

  private static boolean equal(Field field, List<String> one, List<String> other) {
    ValueRule rule = field.type().rule();
    return rule.normal(one).equals(rule.normal(other));
  }

  private static String shown(List<String> values) {
    return values.isEmpty() ? "nothing" : String.join(", ", values);
  }

  private static Step update(UserRow user, SortedMap<String, JsonNode> values) {
    return new Step.Todo(new Operation.Update(USER, List.of(user.id()), values));
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
