// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFReader;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What holds of the groups of every directory and of every kind.
interface GroupsContract {
  GroupDesk desk();

  @Test
  default void createsAGroupWithNobodyInIt() throws Exception {
    GroupDesk desk = desk();
    Change create = desk.create("vfx");

    Outcome first = desk.apply(create);
    Outcome again = desk.apply(create);

    assertEquals(new Outcome.Applied(Optional.of(desk.read("vfx").anchor())), first);
    assertEquals(new Outcome.AlreadyDone(Optional.of(desk.read("vfx").anchor())), again);
    assertEquals(Map.of("vfx", List.of()), desk.members());
    assertEquals(List.of(), desk.target().groupModel().flawsInNew(desk.create("x").attributes()));
  }

  @Test
  default void letsMembersInAndOut() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    Member mara = desk.person("mara");
    Member nils = desk.person("nils");

    Outcome in = desk.apply(desk.letIn(group, 0, mara));
    Outcome both = desk.apply(desk.members(group, 1, List.of(nils), List.of(mara)));

    assertEquals(new Outcome.Applied(Optional.of(group.anchor())), in);
    assertEquals(new Outcome.Applied(Optional.of(group.anchor())), both);
    assertEquals(List.of(desk.reference("nils")), desk.members("vfx"));
  }

  @Test
  default void emptiesAGroupAndFillsItAgain() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    Member mara = desk.person("mara");
    desk.apply(desk.letIn(group, 0, mara));

    Outcome out = desk.apply(desk.letOut(group, 1, mara));
    List<String> empty = desk.members("vfx");
    Outcome in = desk.apply(desk.letIn(group, 0, mara));

    assertInstanceOf(Outcome.Applied.class, out);
    assertEquals(List.of(), empty);
    assertInstanceOf(Outcome.Applied.class, in);
    assertEquals(List.of(desk.reference("mara")), desk.members("vfx"));
    assertEquals(1, Layout.values(desk.entry(desk.groupDn("vfx")), desk.kind().attribute()).size());
  }

  @Test
  default void findsItsOwnWork() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    Change in = desk.letIn(group, 0, desk.person("mara"), desk.person("nils"));
    Change out = desk.letOut(group, 2, desk.member("mara"), desk.member("nils"));

    List<Outcome> outcomes = new ArrayList<>();
    for (Change change : List.of(in, in, out, out)) {
      outcomes.add(desk.apply(change));
    }

    Outcome applied = new Outcome.Applied(Optional.of(group.anchor()));
    Outcome already = new Outcome.AlreadyDone(Optional.of(group.anchor()));
    assertEquals(List.of(applied, already, applied, already), outcomes);
  }

  @Test
  default void doesTheRestWhereSomebodyElseDidAPart() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    for (String login : List.of("mara", "nils", "omar", "pia")) {
      desk.person(login);
    }
    desk.apply(desk.letIn(group, 0, desk.member("nils"), desk.member("omar")));
    desk.meddle(ModificationType.ADD, "vfx", "mara");
    desk.meddle(ModificationType.DELETE, "vfx", "nils");

    Outcome outcome =
        desk.apply(
            desk.members(
                group,
                2,
                List.of(desk.member("mara"), desk.member("pia")),
                List.of(desk.member("nils"), desk.member("omar"))));

    assertEquals(new Outcome.Applied(Optional.of(group.anchor())), outcome);
    assertEquals(List.of(desk.reference("mara"), desk.reference("pia")), desk.members("vfx"));
  }

  @Test
  default void keepsAGroupThatSomebodyElseHasAllButEmptied() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    desk.apply(desk.letIn(group, 0, desk.person("mara"), desk.person("nils")));
    desk.meddle(ModificationType.DELETE, "vfx", "nils");

    Outcome outcome = desk.apply(desk.letOut(group, 2, desk.member("mara")));

    assertEquals(new Outcome.Applied(Optional.of(group.anchor())), outcome);
    assertEquals(List.of(), desk.members("vfx"));
  }

  @Test
  default void makesChangesOfOneGroupInTheirOrder() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    Member mara = desk.person("mara");

    List<Outcome> outcomes =
        desk.target()
            .apply(
                List.of(
                    desk.letIn(group, 0, mara),
                    desk.letOut(group, 1, mara),
                    desk.letIn(group, 0, desk.person("nils"))));

    assertTrue(outcomes.stream().allMatch(Outcome.Applied.class::isInstance), outcomes::toString);
    assertEquals(List.of(desk.reference("nils")), desk.members("vfx"));
  }

  @Test
  default void renamesDescribesAndDeletesAGroup() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    desk.apply(desk.letIn(group, 0, desk.person("mara")));

    Outcome described = desk.apply(desk.describe(group, "Effects"));
    Outcome renamed = desk.apply(desk.rename(group, "cgi"));
    Account cgi = desk.read("cgi");
    Map<String, List<String>> between = desk.members();
    Outcome deleted = desk.apply(desk.delete(cgi));

    assertInstanceOf(Outcome.Applied.class, described);
    assertInstanceOf(Outcome.Applied.class, renamed);
    assertEquals(group.anchor(), cgi.anchor());
    assertEquals(List.of(List.of("cgi"), List.of("Effects")), cgi.values());
    assertEquals(Map.of("cgi", List.of(desk.reference("mara"))), between);
    assertInstanceOf(Outcome.Applied.class, deleted);
    assertEquals(Map.of(), desk.members());
  }

  @Test
  default void renamesAnEmptyGroup() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");

    Outcome renamed = desk.apply(desk.rename(group, "cgi"));
    Account cgi = desk.read("cgi");
    List<String> nobody = desk.members("cgi");
    Outcome in = desk.apply(desk.letIn(cgi, 0, desk.person("mara")));

    assertInstanceOf(Outcome.Applied.class, renamed);
    assertEquals(List.of(), nobody);
    assertInstanceOf(Outcome.Applied.class, in);
    assertEquals(List.of(desk.reference("mara")), desk.members("cgi"));
  }

  @Test
  default void leavesAnotherGroupOfTheSameNameAlone() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    Member mara = desk.person("mara");
    desk.apply(desk.delete(group));

    Outcome gone = desk.apply(desk.letIn(group, 0, mara));
    desk.created("vfx");
    Outcome another = desk.apply(desk.letIn(group, 0, mara));

    assertInstanceOf(Outcome.Stale.class, gone);
    assertInstanceOf(Outcome.Stale.class, another);
    assertEquals(List.of(), desk.members("vfx"));
  }

  @Test
  default void aMemberThatIsNoneCostsThatMemberOnly() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    List<Member> members = new ArrayList<>();
    for (String login : List.of("mara", "nils", "omar", "pia")) {
      members.add(desk.person(login));
    }
    members.add(
        new Member(Sort.USER, new AccountKey("o=,,nobody"), Optional.empty(), Optional.empty()));

    Outcome outcome = desk.apply(desk.members(group, 0, members, List.of()));

    Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
    assertEquals("LDAP-MEMBER-REFUSED", problem.code(), problem.text());
    assertTrue(problem.what().contains("with o=,,nobody;"), problem.text());
    assertEquals(4, desk.members("vfx").size());
  }

  @Test
  default void readsWhatItRefersTo() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    desk.apply(desk.letIn(group, 0, desk.person("mara"), desk.person("Nils")));
    List<String> references = new ArrayList<>();

    desk.target()
        .read(
            new AccountRequest(List.of(), Optional.empty()),
            account -> references.add(desk.target().reference(Sort.USER, account)));

    assertEquals(references.stream().sorted().toList(), desk.members("vfx"));
  }

  @Test
  default void aSourceReadsTheSame() throws Exception {
    GroupDesk desk = desk();
    desk.apply(desk.letIn(desk.created("vfx"), 0, desk.person("mara"), desk.person("nils")));
    desk.created("nobody");
    Map<String, List<String>> members = new TreeMap<>();

    desk.source()
        .readGroups(
            new SourceRequest(List.of("cn"), Optional.empty()),
            (group, of) ->
                members.put(group.values("cn").getFirst(), of.stream().sorted().toList()));

    assertEquals(desk.members(), members);
    assertEquals(2, GroupDesk.named("vfx", members).size());
  }

  @Test
  default void putsGroupsInsideGroups() throws Exception {
    GroupDesk desk = desk();
    Account outer = desk.created("outer");
    Account inner = desk.created("inner");

    if (desk.target().nests()) {
      desk.apply(desk.letIn(outer, 0, desk.member(inner)));

      assertEquals(List.of(desk.target().reference(Sort.GROUP, inner)), desk.members("outer"));
    }
  }

  @Test
  default void provesThatItReadEveryGroup() throws Exception {
    GroupDesk desk = desk();
    desk.created("vfx");
    desk.created("cgi");
    Map<String, List<String>> members = new TreeMap<>();

    CompleteRead read = desk.read(members);

    assertEquals(2, read.entries());
    assertEquals(desk.windows() ? 3 : 1, read.requests());
    assertTrue(read.evidence().contains("result success"), read.evidence());
  }

  @Test
  default void backsGroupsUpBesideAccounts() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");
    desk.apply(desk.letIn(group, 0, desk.person("mara")));
    StringBuilder some = new StringBuilder();
    StringBuilder all = new StringBuilder();

    desk.target().backup(List.of(desk.subject(group)), some);
    desk.target().backupAll(all);

    List<String> names = new ArrayList<>();
    try (LDIFReader reader = new LDIFReader(new BufferedReader(new StringReader(all.toString())))) {
      for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
        names.add(entry.getDN());
      }
    }
    assertEquals(List.of(desk.dn("mara"), desk.groupDn("vfx")), names);
    assertTrue(some.toString().contains("dn: " + desk.groupDn("vfx")), some::toString);
    assertTrue(some.toString().contains(desk.kind().attribute() + ": "), some::toString);
    assertFalse(some.toString().contains("dn: " + desk.dn("mara")), some::toString);
  }

  @Test
  default void showsAChangeOfMembersAsLdif() throws Exception {
    GroupDesk desk = desk();
    Account group = desk.created("vfx");

    List<String> ldif = desk.target().ldif(desk.letIn(group, 7, desk.person("mara")));

    String unfolded = String.join("\n", ldif).replace("\n ", "");
    assertTrue(unfolded.contains("add: %s\n%1$s: ".formatted(desk.kind().attribute())), unfolded);
    assertFalse(unfolded.contains("delete: "), unfolded);
  }

  @Test
  default void checksThatGroupsCanBeKept() throws Exception {
    GroupDesk desk = desk();
    desk.created("vfx");

    List<Finding> findings =
        desk.target()
            .checkGroups(
                GroupDesk.request(),
                EnumSet.of(Kind.CREATE_GROUP, Kind.RENAME_GROUP, Kind.UPDATE_GROUP, Kind.MEMBERS));

    assertTrue(findings.stream().allMatch(Finding.Good.class::isInstance), findings::toString);
  }
}
