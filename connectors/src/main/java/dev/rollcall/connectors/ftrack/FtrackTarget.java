// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The users of an ftrack server, its groups and who is in them, and who holds which role. Users of
/// programs (`service`), of ftrack's demonstration (`demo`) and guests are no accounts: they are
/// neither delivered nor changed.
public final class FtrackTarget implements GroupTarget, RoleTarget {
  private final FtrackSettings settings;
  private final FtrackClient client;
  private Optional<Session> session = Optional.empty();
  private Optional<List<Role>> roles = Optional.empty();
  private Optional<List<Project>> projects = Optional.empty();
  private volatile Lately lately = new Lately();

  public FtrackTarget(FtrackSettings settings) {
    this(settings, new FtrackClient(settings));
  }

  FtrackTarget(FtrackSettings settings, FtrackClient client) {
    this.settings = settings;
    this.client = client;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String kind() {
    return "ftrack";
  }

  @Override
  public AccountModel model() throws ReadFailed {
    return FtrackModel.ofUsers(settings, session());
  }

  @Override
  public CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed {
    long before = client.requests();
    UserReader reader = new UserReader(client, settings, session(), request.attributes());
    long entries =
        request.only().isPresent() ? reader.find(request.only().get(), each) : reader.all(each);
    return new CompleteRead(
        entries, client.requests() - before, reader.evidence(), Optional.empty());
  }

  @Override
  public List<Outcome> apply(List<Change> batch) {
    lately = new Lately();
    return switch (start()) {
      case Session.Start.Open(Session open) -> new Application(client, settings, open).apply(batch);
      case Session.Start.Closed(Problem problem) ->
          batch.stream()
              .<Outcome>map(_ -> new Outcome.Unavailable(problem, Duration.ofMinutes(1)))
              .toList();
    };
  }

  @Override
  public Map<AccountKey, List<String>> keysOf(List<Subject> accounts) throws ReadFailed {
    session();
    return PersonalKeys.of(client, settings, accounts);
  }

  @Override
  public AccountModel groupModel() throws ReadFailed {
    return FtrackModel.ofGroups(settings, session());
  }

  @Override
  public CompleteRead readGroups(AccountRequest request, BiConsumer<Account, List<String>> each)
      throws ReadFailed {
    long before = client.requests();
    Lately found = request.only().isEmpty() ? lately : new Lately();
    long entries =
        new GroupReader(client, settings, session(), request)
            .read((group, members) -> {
              found.group(group.anchor().value(), members);
              each.accept(group, members);
            });
    return new CompleteRead(
        entries, client.requests() - before, GroupReader.EVIDENCE, Optional.empty());
  }

  /// Users and groups are in groups by their ids.
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
    return switch (start()) {
      case Session.Start.Open(Session open) ->
          new GroupCheckup(client, settings, open).findings(request, kinds);
      case Session.Start.Closed(Problem problem) -> List.of(new Finding.Bad(problem));
    };
  }

  @Override
  public List<Role> roles() throws ReadFailed {
    if (roles.isEmpty()) {
      session();
      roles = Optional.of(new RoleReader(client, settings).roles());
    }
    return roles.get();
  }

  @Override
  public List<Project> projects() throws ReadFailed {
    if (projects.isEmpty()) {
      session();
      projects = Optional.of(new RoleReader(client, settings).projects());
    }
    return projects.get();
  }

  @Override
  public CompleteRead readGrants(Set<Grant> wanted, BiConsumer<Grant, String> each)
      throws ReadFailed {
    session();
    long before = client.requests();
    Lately found = lately;
    found.grants(wanted);
    long entries =
        new RoleReader(client, settings)
            .grants(
                wanted,
                (grant, user) -> {
                  found.holds(grant, user);
                  each.accept(grant, user);
                });
    return new CompleteRead(
        entries, client.requests() - before, RoleReader.EVIDENCE, Optional.empty());
  }

  @Override
  public void backup(List<Subject> touched, Appendable out) throws ReadFailed, IOException {
    Backup backup = new Backup(client, settings, session(), lately, out);
    backup.people(ids(touched, Sort.USER), ids(touched, Sort.GROUP));
    backup.grants(
        touched.stream()
            .filter(subject -> subject.sort() == Sort.ROLE || subject.sort() == Sort.TEAM)
            .flatMap(subject -> subject.account().map(at -> Grant.of(subject.sort(), at)).stream())
            .distinct()
            .toList());
  }

  private static List<String> ids(List<Subject> subjects, Sort sort) {
    return subjects.stream()
        .filter(subject -> subject.sort() == sort)
        .flatMap(subject -> subject.account().stream())
        .map(Anchor::value)
        .distinct()
        .toList();
  }

  @Override
  public String backupEnding() {
    return ".jsonl";
  }

  @Override
  public CompleteRead backupAll(Appendable out) throws ReadFailed, IOException {
    long before = client.requests();
    long entries = new Backup(client, settings, session(), new Lately(), out).everything();
    return new CompleteRead(
        entries, client.requests() - before, UserReader.EVIDENCE, Optional.empty());
  }

  @Override
  public List<Finding> check(AccountRequest request, Set<Kind> kinds) {
    session = Optional.empty();
    return switch (start()) {
      case Session.Start.Open(Session open) ->
          new Checkup(client, settings, open).findings(request, kinds);
      case Session.Start.Closed(Problem problem) -> List.of(new Finding.Bad(problem));
    };
  }

  @Override
  public void close() {
    client.close();
  }

  private Session session() throws ReadFailed {
    return switch (start()) {
      case Session.Start.Open(Session open) -> open;
      case Session.Start.Closed(Problem problem) -> throw new ReadFailed(problem);
    };
  }

  private Session.Start start() {
    if (session.isPresent()) {
      return new Session.Start.Open(session.get());
    }
    Session.Start start = Session.start(client, settings);
    if (start instanceof Session.Start.Open(Session open)) {
      session = Optional.of(open);
    }
    return start;
  }
}
