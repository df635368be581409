// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.GroupTarget;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.RoleTarget;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import dev.rollcall.core.model.Sort;
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
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A target in memory that remembers what was applied and can be told to refuse, to be unavailable,
/// to fail a read, or to die in the middle of a batch.
public final class RecordingTarget implements GroupTarget, RoleTarget {
  private final String name;
  private final RecordedAccounts accounts;
  private final RecordedAccounts groups;
  private final RecordedMembers members;
  private final List<Role> roles = new ArrayList<>();
  private final List<Project> projects = new ArrayList<>();
  private final List<Change> received = new ArrayList<>();
  private final List<Change> applied = new ArrayList<>();
  private final List<AccountRequest> requests = new ArrayList<>();
  private final Map<AccountKey, List<String>> keys = new TreeMap<>();
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
    this.groups = new RecordedAccounts(shape.groups());
    this.members = new RecordedMembers(accounts, groups);
  }

  /// Puts an enabled account there, past any run.
  public RecordingTarget holding(Map<String, List<String>> attributes) {
    accounts.put(attributes);
    return this;
  }

  /// Puts a group there, past any run; its members are keys of accounts or groups that are there.
  public RecordingTarget holdingGroup(String name, AccountKey... keys) {
    Anchor group = groups.put(Map.of("cn", List.of(name)));
    for (AccountKey key : keys) {
      members.put(group, members.anchor(key));
    }
    return this;
  }

  /// A role that can be given; its id is its name.
  public RecordingTarget role(String name, boolean administers) {
    roles.add(new Role(name, name, administers));
    return this;
  }

  /// An open project; its id is its name.
  public RecordingTarget project(String name) {
    projects.add(new Project(name, name, "The " + name, true, false));
    return this;
  }

  /// Gives an account a role past any run; an empty project means all open ones.
  public void grant(AccountKey account, String role, String project) {
    Optional<String> on = project.isEmpty() ? Optional.empty() : Optional.of(project);
    members.put(new Grant(Sort.ROLE, role, on).anchor(), members.anchor(account));
  }

  /// Puts an account or a group into the team of a project past any run.
  public RecordingTarget allocate(AccountKey member, String project) {
    Grant team = new Grant(Sort.TEAM, "", Optional.of(project));
    members.put(team.anchor(), members.anchor(member));
    return this;
  }

  /// One line for each role and team that somebody holds, sorted: `Manager@open: uid=a.holm`.
  public List<String> grantLines() {
    return members.grantLines();
  }

  @Override
  public List<Role> roles() {
    return List.copyOf(roles);
  }

  @Override
  public List<Project> projects() {
    return List.copyOf(projects);
  }

  @Override
  public CompleteRead readGrants(Set<Grant> wanted, BiConsumer<Grant, String> each) {
    return members.read(wanted, each);
  }

  /// Lets a member into a group past any run.
  public void letIn(AccountKey group, AccountKey member) {
    members.put(members.anchor(group), members.anchor(member));
  }

  /// Lets a member out of a group past any run.
  public void letOut(AccountKey group, AccountKey member) {
    members.take(members.anchor(group), members.anchor(member));
  }

  /// One line a group, sorted: `cn=vfx: uid=a.holm uid=m.lind`.
  public List<String> groupLines() {
    return members.groupLines();
  }

  /// Changes an attribute past any run.
  public void meddle(AccountKey account, String attribute, String... values) {
    accounts.meddle(account, attribute, List.of(values));
  }

  /// Opens or closes an account past any run.
  public void enabled(AccountKey account, boolean enabled) {
    accounts.enabled(account, enabled);
  }

  /// Makes a key for programs, past any run.
  public RecordingTarget key(AccountKey account, String... names) {
    keys.put(account, List.of(names));
    return this;
  }

  @Override
  public Map<AccountKey, List<String>> keysOf(List<Subject> accounts) {
    Map<AccountKey, List<String>> found = new TreeMap<>(keys);
    found.keySet().retainAll(accounts.stream().map(Subject::key).toList());
    return found;
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
    Outcome outcome = made(change);
    if (outcome instanceof Outcome.Applied) {
      applied.add(change);
      if (--diesAfter <= 0) {
        throw new Died();
      }
    }
    return outcome;
  }

  private Outcome made(Change change) {
    if (change instanceof Change.Members come) {
      return members.make(come);
    }
    return (change.subject().sort() == Sort.GROUP ? groups : accounts).make(change);
  }

  @Override
  public AccountModel groupModel() {
    return groups.model();
  }

  @Override
  public CompleteRead readGroups(AccountRequest request, BiConsumer<Account, List<String>> each)
      throws ReadFailed {
    List<Account> all = groups.read(request);
    for (Account group : all) {
      failWhenDue(Integer.MAX_VALUE);
      each.accept(group, members.of(group.anchor()));
    }
    return new CompleteRead(all.size(), 1, "the end of a map", Optional.empty());
  }

  @Override
  public String reference(Sort sort, Account account) {
    return account.anchor().value();
  }

  @Override
  public boolean nests() {
    return true;
  }

  @Override
  public List<Finding> checkGroups(AccountRequest request, Set<Kind> kinds) {
    return List.of(new Finding.Good("groups in memory"));
  }

  @Override
  public void backup(List<Subject> touched, Appendable out) throws IOException {
    for (Subject subject : touched) {
      Optional<String> line =
          subject
              .account()
              .map(Anchor::value)
              .flatMap(anchor -> accounts.line(anchor).or(() -> groups.line(anchor)));
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
