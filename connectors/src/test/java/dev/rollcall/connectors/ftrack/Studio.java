// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Reason.Why;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.sandbox.company.Person;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A sandbox server, a target on it, and somebody's hands that change things behind its back.
final class Studio implements AutoCloseable {
  static final List<String> ATTRIBUTES = List.of("username", "first_name", "last_name", "email");
  static final AccountRequest ALL = new AccountRequest(ATTRIBUTES, Optional.empty());

  final FtrackSandbox server;
  final FtrackSettings settings;
  final TestSurroundings surroundings = new TestSurroundings();
  final FtrackTarget target;
  private final FtrackClient hands;

  private Studio(FtrackSandbox server, FtrackSettings settings) {
    this.server = server;
    this.settings = settings;
    this.target =
        new FtrackTarget(
            settings, new FtrackClient(settings, surroundings.withRealIds(), Patience.USUAL));
    this.hands = new FtrackClient(settings);
  }

  static Studio usual() throws IOException {
    return with(Options.usual());
  }

  static Studio with(Options options) throws IOException {
    return with(options, FtrackSettings.DEFAULT_BATCH);
  }

  static Studio with(Options options, int batch) throws IOException {
    FtrackSandbox server = FtrackSandbox.start(options);
    return new Studio(
        server,
        new FtrackSettings(
            "studio",
            server.uri(),
            Options.USUAL_LOGIN,
            Secret.of(Options.USUAL_KEY),
            batch,
            FtrackSettings.DEFAULT_PAGE,
            Duration.ofSeconds(20)));
  }

  /// Makes a user by hand.
  ///
  /// @return its id
  String user(String username, Map<String, String> more) {
    String id = UUID.randomUUID().toString();
    TreeMap<String, JsonNode> values = new TreeMap<>(texts(more));
    values.put("username", JsonNodeFactory.instance.stringNode(username));
    values.putIfAbsent("is_active", JsonNodeFactory.instance.booleanNode(true));
    hand(new Operation.Create("User", id, values));
    return id;
  }

  String user(String username) {
    return user(username, Map.of("first_name", "First", "last_name", username));
  }

  void change(String id, String attribute, JsonNode value) {
    hand(new Operation.Update("User", List.of(id), new TreeMap<>(Map.of(attribute, value))));
  }

  void change(String id, String attribute, String value) {
    change(id, attribute, JsonNodeFactory.instance.stringNode(value));
  }

  void close(String id) {
    change(id, "is_active", JsonNodeFactory.instance.booleanNode(false));
  }

  void remove(String id) {
    hand(new Operation.Delete("User", List.of(id)));
  }

  /// An id of a user type, made where there is none of that name.
  String userType(String name) {
    List<JsonNode> found =
        hand(new Operation.Query("select id from UserType where name is " + QueryText.quoted(name)))
            .rows(0);
    if (!found.isEmpty()) {
      return found.getFirst().path("id").asString();
    }
    String id = UUID.randomUUID().toString();
    hand(new Operation.Create("UserType", id, new TreeMap<>(texts(Map.of("name", name)))));
    return id;
  }

  /// Makes so many users.
  void add(int count) {
    server.add(
        LongStream.range(0, count)
            .mapToObj(id ->
                new Person(
                    id,
                    "user" + id,
                    "First",
                    "Last" + id,
                    "user" + id + "@example.com",
                    "Lighting",
                    "Artist",
                    "1",
                    OptionalLong.empty(),
                    Person.Status.ACTIVE,
                    LocalDate.of(2020, 1, 1))));
  }

  /// Makes who calls no person.
  void makeCallerAProgram() {
    String id =
        hand(new Operation.Query(
                "select id from User where username is " + QueryText.quoted(Options.USUAL_LOGIN)))
            .rows(0)
            .getFirst()
            .path("id")
            .asString();
    change(id, "user_type_id", userType("service"));
  }

  Success hand(Operation... operations) {
    return assertInstanceOf(Success.class, hands.call(Arrays.asList(operations)));
  }

  List<Account> read() throws ReadFailed {
    List<Account> accounts = new ArrayList<>();
    target.read(ALL, accounts::add);
    return accounts;
  }

  CompleteRead readWhole(List<Account> into) throws ReadFailed {
    return target.read(ALL, into::add);
  }

  List<Account> find(Lookup... lookups) throws ReadFailed {
    List<Account> accounts = new ArrayList<>();
    target.read(new AccountRequest(ATTRIBUTES, Optional.of(Arrays.asList(lookups))), accounts::add);
    return accounts;
  }

  /// How many users have exactly this username.
  long count(String username) {
    return hand(
            new Operation.Query(
                "select id, username from User where username is " + QueryText.quoted(username)))
        .rows(0)
        .stream()
        .filter(row -> row.path("username").asString("").equals(username))
        .count();
  }

  Outcome apply(Change change) {
    return target.apply(List.of(change)).getFirst();
  }

  static Change create(String username, Map<String, String> more) {
    TreeMap<String, List<String>> values = new TreeMap<>();
    more.forEach((name, value) -> values.put(name, List.of(value)));
    values.put("username", List.of(username));
    return new Change.Create(
        new Subject(new AccountKey(username), Optional.empty(), Optional.empty(), username),
        new Attributes(values),
        reason(Why.JOINER));
  }

  static Change create(String username) {
    return create(username, Map.of("first_name", "First", "last_name", username));
  }

  static Change update(Account account, String attribute, String value) {
    return new Change.Update(
        subject(account), List.of(edit(account, attribute, value)), reason(Why.MOVER));
  }

  static Change rename(Account account, String to) {
    return new Change.Rename(
        subject(account),
        new AccountKey(to),
        List.of(edit(account, "username", to)),
        reason(Why.MOVER));
  }

  static Change enable(Account account) {
    return new Change.Enable(subject(account), account.key(), List.of(), reason(Why.RETURNER));
  }

  static Change disable(Account account) {
    return new Change.Disable(subject(account), reason(Why.LEAVER));
  }

  static Change delete(Account account) {
    return new Change.Delete(subject(account), reason(Why.LEAVER));
  }

  static Edit edit(Account account, String attribute, String value) {
    return new Edit(
        attribute,
        account.values().get(ATTRIBUTES.indexOf(attribute)),
        value.isEmpty() ? List.of() : List.of(value));
  }

  static Subject subject(Account account) {
    return new Subject(
        account.key(), Optional.of(account.anchor()), Optional.empty(), account.key().value());
  }

  static String code(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied _ -> "applied";
      case Outcome.AlreadyDone _ -> "already done";
      case Outcome.Stale(Problem problem) -> problem.code();
      case Outcome.Refused(Problem problem, _) -> problem.code();
      case Outcome.Unavailable(Problem problem, _) -> "unavailable " + problem.code();
    };
  }

  private static Reason reason(Why why) {
    return new Reason(why, "the test says so");
  }

  private static Map<String, JsonNode> texts(Map<String, String> values) {
    Map<String, JsonNode> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(name, JsonNodeFactory.instance.stringNode(value)));
    return texts;
  }

  @Override
  public void close() {
    target.close();
    hands.close();
    server.close();
  }
}
