// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Pages.What;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The people of an ftrack server and its groups, read as truth. Users of programs, of ftrack's
/// demonstration and guests are no people.
///
/// Names are the attributes of users (`username`, `user_type`), `active` and `disabled`, `roles`,
/// and the keys of custom attributes.
public final class FtrackSource implements GroupSource {
  /// The names that are true or false of every user.
  public static final List<String> BOOLEANS =
      List.of(PeopleColumns.ACTIVE, PeopleColumns.DISABLED, "is_active");

  /// The name of what never changes.
  public static final String UNIQUE_ID = "id";

  private final FtrackSettings settings;
  private final FtrackClient client;
  private Optional<Session> session = Optional.empty();

  public FtrackSource(FtrackSettings settings) {
    this(settings, new FtrackClient(settings));
  }

  FtrackSource(FtrackSettings settings, FtrackClient client) {
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
  public CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed {
    long before = client.requests();
    Session open = session();
    PeopleColumns people = columns(open, request.names());
    Columns columns = new Columns(request.names());
    RolesOfPeople roles =
        people.needRoles()
            ? RolesOfPeople.read(new RoleReader(client, settings))
            : RolesOfPeople.NONE;
    long[] delivered = {0};
    Pages.whole(client, settings, What.users(people.selected(), Optional.empty()))
        .read(row -> {
          if (open.types().isPerson(row)) {
            String origin = "user " + (row.username().isBlank() ? row.id() : row.username());
            each.accept(new Identity(columns, people.values(row, roles), origin));
            delivered[0]++;
          }
        });
    return new CompleteRead(
        delivered[0], client.requests() - before, UserReader.EVIDENCE, Optional.empty());
  }

  private PeopleColumns columns(Session open, List<String> names) throws ReadFailed {
    PeopleColumns people = new PeopleColumns(open, names);
    List<String> unknown = people.unknown();
    if (!unknown.isEmpty()) {
      throw new ReadFailed(unknown(people, unknown.getFirst()));
    }
    return people;
  }

  private Problem unknown(PeopleColumns people, String name) {
    return ValueProblem.unknownAttribute(settings.name(), Sort.USER, name, people.known());
  }

  @Override
  public List<String> memberColumns() {
    return List.of(UNIQUE_ID);
  }

  @Override
  public String reference(String value) {
    return value;
  }

  @Override
  public CompleteRead readGroups(SourceRequest request, BiConsumer<Identity, List<String>> each)
      throws ReadFailed {
    long before = client.requests();
    Session open = session();
    List<Problem> flaws = flaws(open, request.names());
    if (!flaws.isEmpty()) {
      throw new ReadFailed(flaws.getFirst());
    }
    Columns columns = new Columns(request.names());
    long entries =
        new GroupReader(
                client, settings, open, new AccountRequest(request.names(), Optional.empty()))
            .read((group, members) ->
                each.accept(
                    new Identity(columns, group.values(), "group " + group.key().value()),
                    members));
    return new CompleteRead(
        entries, client.requests() - before, GroupReader.EVIDENCE, Optional.empty());
  }

  @Override
  public List<Finding> check(SourceRequest request) {
    session = Optional.empty();
    try {
      Session open = session();
      List<Finding> findings = new ArrayList<>();
      findings.add(
          new Finding.Good(
              "signed in to %s as '%s', server version %s"
                  .formatted(settings.server(), settings.user(), open.version())));
      PeopleColumns people = new PeopleColumns(open, request.names());
      people.unknown().forEach(name -> findings.add(new Finding.Bad(unknown(people, name))));
      findings.add(page(people.selected()));
      if (people.needRoles()) {
        String held = QueryText.select(RoleReader.HELD, "UserSecurityRole");
        findings.add(page(held, "roles of users"));
      }
      return findings;
    } catch (ReadFailed failed) {
      return List.of(new Finding.Bad(failed.problem()));
    }
  }

  private Finding page(List<String> columns) {
    return page(QueryText.select(columns, "User"), "users");
  }

  private Finding page(String query, String words) {
    String paged = query + " order by id limit " + settings.pageSize();
    return switch (client.call(List.of(new Operation.Query(paged)))) {
      case Answer.Success success ->
          new Finding.Good("read a page of %d %s".formatted(success.rows(0).size(), words));
      case Answer.Failure failure -> new Finding.Bad(FailureProblem.of(settings, failure));
    };
  }

  @Override
  public List<Finding> checkGroups(SourceRequest request) {
    try {
      Session open = session();
      List<Finding> findings = new ArrayList<>();
      flaws(open, request.names()).forEach(flaw -> findings.add(new Finding.Bad(flaw)));
      String global = GroupReader.GLOBAL;
      findings.add(page("select id, name from Group where " + global, "groups"));
      findings.add(page("select id from Membership where group." + global, "members of groups"));
      return findings;
    } catch (ReadFailed failed) {
      return List.of(new Finding.Bad(failed.problem()));
    }
  }

  private List<Problem> flaws(Session open, List<String> names) {
    List<String> known = List.copyOf(open.groupFields().byName().keySet());
    return names.stream()
        .filter(name -> !known.contains(name))
        .map(name -> ValueProblem.unknownAttribute(settings.name(), Sort.GROUP, name, known))
        .toList();
  }

  private Session session() throws ReadFailed {
    if (session.isPresent()) {
      return session.get();
    }
    return switch (Session.start(client, settings)) {
      case Session.Start.Open(Session open) -> {
        session = Optional.of(open);
        yield open;
      }
      case Session.Start.Closed(Problem problem) -> throw new ReadFailed(problem);
    };
  }

  @Override
  public void close() {
    client.close();
  }
}
