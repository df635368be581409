// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A target in memory that remembers what was applied and can be told to refuse, to be unavailable,
/// to fail a read, or to die in the middle of a batch.
public final class RecordingTarget implements Target {
  private final String name;
  private final RecordedAccounts accounts;
  private final List<Change> received = new ArrayList<>();
  private final List<Change> applied = new ArrayList<>();
  private final List<AccountRequest> requests = new ArrayList<>();
  private final List<Answer> answers = new ArrayList<>();
  private Consumer<Change> witness = _ -> {};
  private Optional<Problem> readFailure = Optional.empty();
  private int readFailsAfter;
  private Optional<Random> order = Optional.empty();
  private int diesAfter = Integer.MAX_VALUE;

  private record Answer(Predicate<Change> to, Outcome outcome) {}

  /// The end of the process, as [#diesAfter(int)] plays it.
  public static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    private Died() {
      super("the process was killed");
    }
  }

  public RecordingTarget(String name) {
    this(name, new RecordingShape());
  }

  public RecordingTarget(String name, RecordingShape shape) {
    this.name = name;
    this.accounts = new RecordedAccounts(shape.model());
  }

  /// Puts an enabled account there, past any run.
  public RecordingTarget holding(Map<String, List<String>> attributes) {
    accounts.put(attributes);
    return this;
  }

  /// Changes an attribute past any run.
  public void meddle(AccountKey account, String attribute, String... values) {
    accounts.meddle(account, attribute, List.of(values));
  }

  /// Opens or closes an account past any run.
  public void enabled(AccountKey account, boolean enabled) {
    accounts.enabled(account, enabled);
  }

  /// Takes an account away past any run.
  public void remove(AccountKey account) {
    accounts.remove(account);
  }

  /// Is told each change right before it is made.
  public RecordingTarget witness(Consumer<Change> each) {
    witness = each;
    return this;
  }

  /// Answers these changes so, and does not make them.
  public RecordingTarget answers(Predicate<Change> to, Outcome outcome) {
    answers.add(new Answer(to, outcome));
    return this;
  }

  /// Forgets every answer, failure and death that was programmed.
  public RecordingTarget well() {
    answers.clear();
    readFailure = Optional.empty();
    diesAfter = Integer.MAX_VALUE;
    return this;
  }

  /// Every read fails after so many accounts.
  public RecordingTarget failsAfter(int delivered, Problem problem) {
    readFailure = Optional.of(problem);
    readFailsAfter = delivered;
    return this;
  }

  /// Throws [Died] right after so many more changes are made.
  public RecordingTarget diesAfter(int changes) {
    diesAfter = changes;
    return this;
  }

  /// Delivers accounts and their values in another order each time.
  public RecordingTarget shuffled(Random random) {
    order = Optional.of(random);
    return this;
  }

  /// Every change that was asked for, done or not.
  public List<Change> received() {
    return List.copyOf(received);
  }

  /// Every change that was made, in order.
  public List<Change> applied() {
    return List.copyOf(applied);
  }

  /// What reads asked for.
  public List<AccountRequest> requests() {
    return List.copyOf(requests);
  }

  /// One line an account, sorted: `uid=a.holm cn=[Anna Holm] ...`, `(closed)` behind closed ones.
  public List<String> lines() {
    return accounts.lines();
  }

  /// The attributes of an account; none when there is no such account.
  public Attributes attributes(AccountKey key) {
    return accounts.attributes(key);
  }

  /// Whether there is such an account and it is open.
  public boolean isOpen(AccountKey key) {
    return accounts.isOpen(key);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "recording";
  }

  @Override
  public AccountModel model() {
    return accounts.model();
  }

  @Override
  public CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed {
    requests.add(request);
    List<Account> all = new ArrayList<>(accounts.read(request));
    order.ifPresent(random -> Collections.shuffle(all, random));
    int delivered = 0;
    for (Account account : all) {
      failWhenDue(delivered++);
      each.accept(order.map(random -> shuffled(account, random)).orElse(account));
    }
    failWhenDue(Integer.MAX_VALUE);
    return new CompleteRead(all.size(), 1, "the end of a map", Optional.empty());
  }

  private void failWhenDue(int delivered) throws ReadFailed {
    if (readFailure.isPresent() && delivered >= readFailsAfter) {
      throw new ReadFailed(readFailure.get());
    }
  }

  private static Account shuffled(Account account, Random random) {
    List<List<String>> values = new ArrayList<>();
    for (List<String> several : account.values()) {
      List<String> copy = new ArrayList<>(several);
      Collections.shuffle(copy, random);
      values.add(copy);
    }
    return new Account(account.key(), account.anchor(), account.enabled(), values);
  }

  @Override
  public List<Outcome> apply(List<Change> batch) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Change change : batch) {
      received.add(change);
      outcomes.add(outcome(change));
    }
    return outcomes;
  }

  private Outcome outcome(Change change) {
    for (Answer answer : answers) {
      if (answer.to.test(change)) {
        return answer.outcome;
      }
    }
    witness.accept(change);
    Outcome outcome = accounts.make(change);
    if (outcome instanceof Outcome.Applied) {
      applied.add(change);
      if (--diesAfter <= 0) {
        throw new Died();
      }
    }
    return outcome;
  }

  @Override
  public void backup(List<Subject> touched, Appendable out) throws IOException {
    for (Subject subject : touched) {
      Optional<String> line = subject.account().map(Anchor::value).flatMap(accounts::line);
      if (line.isPresent()) {
        out.append(line.get()).append('\n');
      }
    }
  }

  @Override
  public String backupEnding() {
    return ".txt";
  }

  @Override
  public CompleteRead backupAll(Appendable out) throws IOException {
    List<String> lines = accounts.linesWithAnchors();
    for (String line : lines) {
      out.append(line).append('\n');
    }
    return new CompleteRead(lines.size(), 1, "the end of a map", Optional.empty());
  }

  @Override
  public List<Finding> check(AccountRequest request, Set<Kind> kinds) {
    return List.of(new Finding.Good("in memory"));
  }

  @Override
  public void close() {}
}
