// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import com.unboundid.ldif.LDIFChangeRecord;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy.Bit;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.Foreseeing;
import dev.rollcall.core.connector.GroupTarget;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Accounts, and groups, in a directory.
public final class LdapTarget implements GroupTarget, Foreseeing {
  private final LdapConnections connections;
  private final AccountsText accounts;
  private final Optional<GroupsText> groups;
  private final Logins logins = new Logins();
  private final Set<String> mapped = ConcurrentHashMap.newKeySet();
  private final Set<String> bounded = ConcurrentHashMap.newKeySet();
  private final Pipeline pipeline;
  private final Followers followers;
  private final Renamed renamed = new Renamed();
  private final Images images = new Images();
  private Optional<Layout> layout = Optional.empty();
  private Optional<GroupLayout> groupLayout = Optional.empty();
  private Optional<Trust> trust = Optional.empty();

  /// A target for these accounts.
  ///
  /// @throws dev.rollcall.core.problem.Halt when a DN or the filter is malformed
  public LdapTarget(LdapSettings settings, LdapAccounts accounts) {
    this(settings, accounts, Optional.empty());
  }

  /// A target for these accounts and, where there are any, these groups.
  ///
  /// @throws dev.rollcall.core.problem.Halt when a DN or a filter is malformed
  public LdapTarget(
      LdapSettings settings, LdapAccounts accounts, Optional<LdapGroupAccounts> groups) {
    this.connections = new LdapConnections(settings);
    this.accounts = AccountsText.of(accounts);
    this.groups = groups.map(GroupsText::of);
    this.pipeline = new Pipeline(connections);
    this.followers = new Followers(connections, pipeline);
  }

  @Override
  public String name() {
    return connections.settings().name();
  }

  @Override
  public synchronized String kind() {
    return layout.map(known -> known.directory().words()).orElse("LDAP directory");
  }

  @Override
  public AccountModel model() throws ReadFailed {
    return layout().model();
  }

  @Override
  public CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed {
    mapped.addAll(request.attributes());
    AccountReader reader = new AccountReader(connections, layout());
    return groups.isPresent() && groups.get().kind().isByLogin()
        ? logins.remembering(layout(), reader, request, each)
        : reader.read(request, each);
  }

  @Override
  public AccountModel groupModel() throws ReadFailed {
    return groupLayout().model();
  }

  @Override
  public CompleteRead readGroups(AccountRequest request, BiConsumer<Account, List<String>> each)
      throws ReadFailed {
    return new GroupReader(connections, groupLayout(), layout()).read(request, each);
  }

  @Override
  public String reference(Sort sort, Account account) {
    String dn = account.key().value();
    return sort == Sort.USER
            && groups.map(GroupsText::kind).filter(GroupKind::isByLogin).isPresent()
        ? logins.of(dn).orElse(dn)
        : References.normal(dn);
  }

  @Override
  public boolean nests() {
    return groups.map(GroupsText::kind).filter(kind -> !kind.isByLogin()).isPresent();
  }

  @Override
  public List<Finding> checkGroups(AccountRequest request, Set<Kind> kinds) {
    return groups
        .map(some -> new GroupCheck(connections, some).findings(request, kinds))
        .orElseGet(
            () -> List.of(new Finding.Bad(new ReadProblems(connections.settings()).noGroups())));
  }

  @Override
  public List<Outcome> apply(List<Change> planned) {
    if (planned.isEmpty()) {
      return List.of();
    }
    List<Change> batch = planned.stream().map(Placement::without).toList();
    try {
      Function<Change, Step> course = course();
      Moves moves = moves();
      List<Followers.Move> made = moves.of(batch);
      renamed.expect(made);
      return followers.around(
          made, moves.places(), () -> new Rounds(pipeline).run(batch, inBranches(batch, course)));
    } catch (ReadFailed unreachable) {
      Outcome nothing = new Outcome.Unavailable(unreachable.problem(), Pipeline.RETRY_AFTER);
      return batch.stream().map(_ -> nothing).toList();
    }
  }

  private Function<Change, Step> inBranches(List<Change> batch, Function<Change, Step> course) {
    return layout
        .flatMap(known ->
            known
                .branches()
                .filter(Branches::areCreated)
                .filter(_ -> batch.getFirst().subject().sort() == Sort.USER)
                .map(branches -> new Branching(known, branches, pipeline, who())))
        .map(branching -> branching.before(batch, course))
        .orElse(course);
  }

  /// How each change begins.
  private Function<Change, Step> course() throws ReadFailed {
    Courses courses = courses(layout());
    if (groups.isEmpty()) {
      return courses::start;
    }
    Layout entries = groupLayout().entries();
    TargetGroups some =
        new TargetGroups(groupLayout(), courses(entries), refusals(entries), logins);
    return change ->
        change.subject().sort() == Sort.USER ? courses.start(change) : some.start(change);
  }

  private Courses courses(Layout known) throws ReadFailed {
    return new Courses(known, refusals(known), trust(known), passwords(known), renamed, images);
  }

  @Override
  public void backup(List<Subject> touched, Appendable out) throws ReadFailed, IOException {
    LdapBackup backup = new LdapBackup(connections, layout());
    if (images.begin(out)) {
      backup.begin(out);
    }
    backup.of(of(Sort.USER, touched), images, out);
    if (groups.isPresent()) {
      new LdapBackup(connections, groupLayout().entries()).of(of(Sort.GROUP, touched), images, out);
    }
  }

  @Override
  public void backupReferring(List<Change> changes, Appendable out) throws ReadFailed, IOException {
    Moves moves = moves();
    new LdapBackup(connections, layout()).referring(moves.of(changes), moves.places(), out);
  }

  @Override
  public List<Problem> mend(List<Change> made) throws ReadFailed {
    Moves moves = moves();
    List<Outcome> done =
        Collections.nCopies(made.size(), new Outcome.AlreadyDone(Optional.empty()));
    List<Followers.Move> left = new Mending(connections, layout()).free(moves.of(made));
    List<Problem> problems = new ArrayList<>();
    for (Outcome outcome : followers.around(left, moves.places(), () -> done)) {
      switch (outcome) {
        case Outcome.Applied _, Outcome.AlreadyDone _ -> {}
        case Outcome.Refused(Problem problem, _) -> problems.add(problem);
        case Outcome.Stale(Problem problem) -> problems.add(problem);
        case Outcome.Unavailable(Problem problem, _) -> throw new ReadFailed(problem);
      }
    }
    return problems;
  }

  private Moves moves() throws ReadFailed {
    return new Moves(
        layout(),
        groups.isEmpty() ? Optional.empty() : Optional.of(groupLayout()),
        List.copyOf(mapped),
        logins);
  }

  /// The same target, which knows before it reads which attributes of accounts a sync manages.
  public LdapTarget managing(List<String> attributes) {
    mapped.addAll(attributes);
    bounded.addAll(attributes);
    return this;
  }

  /// The same for attributes of groups.
  public LdapTarget managingOfGroups(List<String> attributes) {
    bounded.addAll(attributes);
    return this;
  }

  private static List<Subject> of(Sort sort, List<Subject> touched) {
    return touched.stream().filter(subject -> subject.sort() == sort).toList();
  }

  @Override
  public String backupEnding() {
    return ".ldif";
  }

  @Override
  public CompleteRead backupAll(Appendable out) throws ReadFailed, IOException {
    CompleteRead people = new LdapBackup(connections, layout()).begin(out).ofAll(out);
    return groups.isEmpty()
        ? people
        : together(people, new LdapBackup(connections, groupLayout().entries()).ofAll(out));
  }

  private static CompleteRead together(CompleteRead one, CompleteRead other) {
    return new CompleteRead(
        one.entries() + other.entries(),
        one.requests() + other.requests(),
        one.evidence() + "; " + other.evidence(),
        Optional.empty());
  }

  @Override
  public List<Finding> check(AccountRequest request, Set<Kind> kinds) {
    return new TargetCheck(connections, accounts)
        .findings(
            new AccountRequest(Placement.without(request.attributes()), request.only()), kinds);
  }

  @Override
  public List<Finding> tryWriting(AccountRequest request, Set<Kind> kinds) {
    return new TargetCheck(connections, accounts)
        .tried(new AccountRequest(Placement.without(request.attributes()), request.only()), kinds);
  }

  @Override
  public List<Finding> tryWritingGroups(AccountRequest request, Set<Kind> kinds) {
    return groups
        .map(some -> new GroupCheck(connections, some).tried(request, kinds))
        .orElse(List.of());
  }

  @Override
  public Source after(Supplier<Stream<Change>> changes, Source source) {
    if (source instanceof LdapSource ldap) {
      return new ForeseenSource(
          ldap,
          connections,
          this::layout,
          () -> groups.isEmpty() ? Optional.empty() : Optional.of(groupLayout()),
          changes);
    }
    throw new IllegalArgumentException("only a directory shows what becomes of a directory");
  }

  /// A change as LDIF change records, RFC 2849; empty where the directory has no way to make it.
  public List<String> ldif(Change planned) throws ReadFailed {
    Change change = Placement.without(planned);
    List<UpdatableLDAPRequest> requests =
        change.subject().sort() == Sort.USER
            ? new ChangeRequests(layout()).of(change, held(change))
            : new GroupRequests(groupLayout(), logins).of(change);
    return requests.stream().map(request -> ldif(ChangeRecords.of(request))).toList();
  }

  /// The entry of an account of which single bits will be set.
  private Optional<Entry> held(Change change) throws ReadFailed {
    boolean needed =
        switch (change) {
          case Change.Disable _, Change.Enable _ ->
              layout().lock().filter(Bit.class::isInstance).isPresent();
          case Change.Create _,
              Change.Rename _,
              Change.Update _,
              Change.Delete _,
              Change.Members _ ->
              false;
        };
    if (!needed) {
      return Optional.empty();
    }
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      return Optional.ofNullable(
          connection.getEntry(
              change.subject().key().value(), layout().ownAttributes().toArray(String[]::new)));
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    } catch (LDAPException hidden) {
      return Optional.empty();
    }
  }

  private static String ldif(LDIFChangeRecord change) {
    return change.toLDIFString();
  }

  @Override
  public void close() {
    pipeline.close();
  }

  private Refusals refusals(Layout known) {
    return new Refusals(known, who());
  }

  private String who() {
    return ConnectProblems.who(connections.settings().sign());
  }

  private Passwords passwords(Layout known) throws ReadFailed {
    try {
      return Passwords.of(connections, known);
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    }
  }

  private synchronized Trust trust(Layout known) {
    if (trust.isEmpty()) {
      trust = Optional.of(Trust.in(known.directory()));
    }
    return trust.get();
  }

  private synchronized Layout layout() throws ReadFailed {
    if (layout.isEmpty()) {
      Directory directory = directory();
      Optional<Branches> branches =
          accounts.parents().isPresent()
              ? Optional.of(Branches.read(connections, directory, accounts))
              : Optional.empty();
      layout = Optional.of(Layout.of(name(), directory, accounts, branches));
    }
    return layout.get();
  }

  private synchronized GroupLayout groupLayout() throws ReadFailed {
    if (groupLayout.isEmpty()) {
      GroupsText some =
          groups.orElseThrow(
              () -> new ReadFailed(new ReadProblems(connections.settings()).noGroups()));
      groupLayout = Optional.of(GroupLayout.of(name(), layout().directory(), some));
    }
    return groupLayout.get();
  }

  private Directory directory() throws ReadFailed {
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      return Directory.whole(connection, bounded);
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    } catch (LDAPException failure) {
      throw new ReadFailed(new ReadProblems(connections.settings()).ofRootDse(failure), failure);
    }
  }
}
