// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds a name of an entry that gets another one.
class RenamedReferencesTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> plain =
      Servers.slapd(options -> options.writer("ou=users", "ou=groups", "ou=areas"));

  @RegisterExtension
  static final ServerExtension<SlapdServer> keeping =
      Servers.slapd(options ->
          options.overlays("memberof", "refint").writer("ou=users", "ou=groups", "ou=areas"));

  @RegisterExtension
  static final ServerExtension<SlapdServer> guarded =
      Servers.slapd(options -> options.writer("ou=users"));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void membersAndManagersFollowARename(boolean serverDoesIt) throws Exception {
    try (GroupDesk desk = desk(serverDoesIt ? keeping : plain, GroupKind.GROUP_OF_NAMES)) {
      for (String login : List.of("mara", "nils", "omar")) {
        desk.person(login);
      }
      desk.apply(desk.letIn(desk.created("vfx"), 0, desk.member("mara"), desk.member("nils")));
      desk.apply(desk.letIn(desk.created("cgi"), 0, desk.member("nils"), desk.member("omar")));
      manages(desk, "mara", "nils");
      manages(desk, "mara", "omar");
      Map<String, Account> people = people(desk);

      List<Outcome> outcomes =
          desk.target()
              .apply(
                  List.of(
                      rename(desk, GroupDesk.named("mara", people), "mara", "holm"),
                      rename(desk, GroupDesk.named("nils", people), "nils", "ek")));

      assertTrue(outcomes.stream().allMatch(Outcome.Applied.class::isInstance), outcomes::toString);
      assertEquals(
          Map.of(
              "vfx", List.of(desk.reference("ek"), desk.reference("holm")),
              "cgi", List.of(desk.reference("ek"), desk.reference("omar"))),
          desk.members());
      assertEquals(List.of(desk.dn("holm")), managers(desk, "ek"));
      assertEquals(List.of(desk.dn("holm")), managers(desk, "omar"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void groupsInsideGroupsFollow(boolean serverDoesIt) throws Exception {
    try (GroupDesk desk = desk(serverDoesIt ? keeping : plain, GroupKind.GROUP_OF_NAMES)) {
      Account inner = desk.created("inner");
      desk.apply(desk.letIn(desk.created("outer"), 0, desk.member(inner)));

      desk.apply(desk.rename(inner, "core"));

      assertEquals(
          Map.of("core", List.of(), "outer", List.of(References.normal(desk.groupDn("core")))),
          desk.members());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDeletedGoOutOfGroups(boolean serverDoesIt) throws Exception {
    try (GroupDesk desk = desk(serverDoesIt ? keeping : plain, GroupKind.GROUP_OF_NAMES)) {
      desk.person("mara");
      Account inner = desk.created("inner");
      desk.apply(desk.letIn(desk.created("both"), 0, desk.member("mara"), desk.person("nils")));
      desk.apply(desk.letIn(desk.created("alone"), 0, desk.member("mara")));
      desk.apply(desk.letIn(desk.created("outer"), 0, desk.member(inner)));

      Outcome person = desk.apply(delete(GroupDesk.named("mara", people(desk))));
      Outcome group = desk.apply(desk.delete(inner));

      assertInstanceOf(Outcome.Applied.class, person);
      assertInstanceOf(Outcome.Applied.class, group);
      Map<String, List<String>> members = desk.members();
      assertEquals(List.of(desk.reference("nils")), GroupDesk.named("both", members));
      if (!serverDoesIt) {
        assertEquals(List.of(), GroupDesk.named("alone", members));
        assertEquals(List.of(), GroupDesk.named("outer", members));
      }
    }
  }

  @Test
  void loginsOfTheDeletedGoOutOfGroups() throws Exception {
    try (GroupDesk desk = desk(plain, GroupKind.POSIX_GROUP)) {
      desk.person("mara");
      desk.apply(desk.letIn(desk.created("vfx"), 0, desk.member("mara"), desk.person("nils")));

      desk.apply(delete(GroupDesk.named("mara", people(desk))));

      assertEquals(List.of("nils"), desk.members("vfx"));
    }
  }

  @Test
  void loginsFollow() throws Exception {
    try (GroupDesk desk = desk(plain, GroupKind.POSIX_GROUP)) {
      desk.person("mara");
      desk.apply(desk.letIn(desk.created("vfx"), 0, desk.member("mara"), desk.person("nils")));

      desk.apply(rename(desk, GroupDesk.named("mara", people(desk)), "mara", "holm"));

      assertEquals(List.of("holm", "nils"), desk.members("vfx"));
    }
  }

  @Test
  void saysWhatKeepsTheOldName() throws Exception {
    SlapdServer server = guarded.get();
    try (GroupDesk desk =
        GroupDesk.at(
            server.suffix(),
            Settings.of(server.uri()).as(server.account("rollcall")),
            GroupKind.GROUP_OF_NAMES,
            server.connect())) {
      desk.person("mara");
      server.load(
          "dn: %s\nobjectClass: groupOfNames\ncn: vfx\nmember: %s\n"
              .formatted(desk.groupDn("vfx"), desk.dn("mara")));

      Outcome outcome =
          desk.apply(rename(desk, GroupDesk.named("mara", people(desk)), "mara", "holm"));

      Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
      assertEquals("LDAP-REFERENCE-KEPT", problem.code(), problem.text());
      assertTrue(problem.what().contains(desk.groupDn("vfx")), problem.text());
      assertTrue(people(desk).containsKey("holm"));
    }
  }

  private static GroupDesk desk(ServerExtension<SlapdServer> slapd, GroupKind kind)
      throws Exception {
    SlapdServer server = slapd.get();
    return GroupDesk.at(
        server.freshArea(),
        Settings.of(server.uri()).as(server.account("rollcall")),
        kind,
        server.connect());
  }

  private static void manages(GroupDesk desk, String who, String whom) throws Exception {
    desk.administrator()
        .modify(desk.dn(whom), new Modification(ModificationType.REPLACE, "manager", desk.dn(who)));
  }

  private static List<String> managers(GroupDesk desk, String login) throws Exception {
    return Layout.values(desk.entry(desk.dn(login)), "manager");
  }

  private static Map<String, Account> people(GroupDesk desk) throws ReadFailed {
    Map<String, Account> people = new TreeMap<>();
    desk.target()
        .read(
            new AccountRequest(List.of("uid", "manager"), Optional.empty()),
            account -> people.put(account.values().getFirst().getFirst(), account));
    return people;
  }

  private static Change delete(Account account) {
    return new Change.Delete(
        new Subject(
            account.key(), Optional.of(account.anchor()), Optional.empty(), account.key().value()),
        GroupDesk.reason());
  }

  private static Change rename(GroupDesk desk, Account account, String from, String to)
      throws ReadFailed {
    Edit edit = new Edit("uid", List.of(from), List.of(to));
    AccountKey key =
        desk.target()
            .model()
            .key(
                new Attributes(new TreeMap<>(Map.of("uid", List.of(to)))),
                Optional.of(account.key()))
            .orElseThrow();
    Subject subject =
        new Subject(
            account.key(), Optional.of(account.anchor()), Optional.empty(), account.key().value());
    return new Change.Rename(subject, key, List.of(edit), GroupDesk.reason());
  }
}
