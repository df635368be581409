// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ForeseenGroupsTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options -> options.writer("ou=users", "ou=groups", "ou=areas"));

  private final List<GroupDesk> desks = new ArrayList<>();
  private String area;

  @BeforeEach
  void begin() {
    area = slapd.get().freshArea();
  }

  @AfterEach
  void end() {
    desks.forEach(GroupDesk::close);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GROUP")
  void showsWhatAReadDeliversAfterTheChangesWereMade(GroupKind kind) throws Exception {
    GroupDesk desk = desk(kind);
    List<Change> changes = changes(desk);
    LdapSource source = source(kind);

    Map<String, List<String>> foreseen =
        read(assertInstanceOf(GroupSource.class, desk.target().after(changes::stream, source)));
    List<Outcome> outcomes = new ArrayList<>();
    changes.forEach(change -> outcomes.add(desk.apply(change)));

    assertTrue(outcomes.stream().allMatch(Outcome.Applied.class::isInstance), outcomes::toString);
    assertEquals(read(source), foreseen);
    assertEquals(5, foreseen.size(), foreseen::toString);
  }

  /// A person renamed who is in every group; a group of each kind of change, and one without.
  private static List<Change> changes(GroupDesk desk) throws Exception {
    for (String login : List.of("mara", "nils", "omar")) {
      desk.person(login);
    }
    Map<String, Account> groups = new TreeMap<>();
    for (String name : List.of("same", "renamed", "described", "deleted", "filled")) {
      Account group = desk.created(name);
      desk.apply(desk.letIn(group, 0, desk.member("mara"), desk.member("nils")));
      groups.put(name, group);
    }
    Change.Create create = desk.create("new");
    Account renamed = GroupDesk.named("renamed", groups);
    Account asNamed =
        new Account(
            new AccountKey(desk.groupDn("named")), renamed.anchor(), true, renamed.values());
    return List.of(
        rename(desk),
        desk.rename(renamed, "named"),
        desk.describe(GroupDesk.named("described", groups), "Effects"),
        create,
        new Change.Members(
            create.subject(),
            List.of(desk.member("holm"), desk.member("omar")),
            List.of(),
            0,
            GroupDesk.reason()),
        desk.letIn(asNamed, 2, desk.member("omar")),
        desk.members(
            GroupDesk.named("filled", groups),
            2,
            List.of(desk.member("omar")),
            List.of(desk.member("holm"))),
        desk.letOut(GroupDesk.named("described", groups), 2, desk.member("nils")),
        desk.delete(GroupDesk.named("deleted", groups)));
  }

  private static Change rename(GroupDesk desk) throws ReadFailed {
    List<Account> found = new ArrayList<>();
    desk.target().read(new AccountRequest(List.of("uid"), Optional.empty()), found::add);
    Account mara =
        found.stream()
            .filter(account -> account.values().equals(List.of(List.of("mara"))))
            .findFirst()
            .orElseThrow();
    Subject subject =
        new Subject(Sort.USER, mara.key(), Optional.of(mara.anchor()), Optional.empty(), "mara");
    return new Change.Rename(
        subject,
        new AccountKey(desk.dn("holm")),
        List.of(new Edit("uid", List.of("mara"), List.of("holm"))),
        GroupDesk.reason());
  }

  /// What is in each group, and its description, by its name.
  private static Map<String, List<String>> read(GroupSource source) throws ReadFailed {
    Map<String, List<String>> groups = new TreeMap<>();
    source.readGroups(
        new SourceRequest(List.of("cn", "description"), Optional.empty()),
        (group, members) -> {
          List<String> all = new ArrayList<>(members.stream().sorted().toList());
          all.addAll(group.values("description"));
          groups.put(group.values("cn").getFirst(), all);
        });
    return groups;
  }

  private LdapSource source(GroupKind kind) {
    return new LdapSource(
        settings().build(),
        new LdapRead(List.of("ou=users," + area), "(uid=*)", Optional.empty(), Duration.ZERO),
        Optional.of(
            new LdapGroups(
                List.of("ou=groups," + area), "(objectClass=%s)".formatted(kind.objectClass()))));
  }

  private GroupDesk desk(GroupKind kind) throws Exception {
    GroupDesk desk = GroupDesk.at(area, settings(), kind, slapd.get().connect());
    desks.add(desk);
    return desk;
  }

  private static Settings settings() {
    SlapdServer server = slapd.get();
    return Settings.of(server.uri()).as(server.account("rollcall"));
  }
}
