// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.ServerRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FtrackGroupsTest {
  private Studio studio;
  private Crew crew;

  @BeforeEach
  void start() throws Exception {
    studio = Studio.usual();
    crew = new Crew(studio);
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  @Test
  void deliversGroupsWithUsersAndGroupsThatAreInThem() throws Exception {
    String ada = studio.user("ada");
    String vfx = crew.group("VFX", ada);
    String lighting = crew.group("Lighting");
    crew.putInside(lighting, vfx);

    assertEquals(Map.of("VFX", Set.of(ada, lighting), "Lighting", Set.of()), crew.groups());
  }

  @Test
  void groupsOfOneProjectAreNoneOfOurs() throws Exception {
    String ada = studio.user("ada");
    crew.group("Bunny team", true, ada);

    assertEquals(Map.of(), crew.groups());
  }

  @Test
  void readsGroupsAndMembershipsInNoMoreRequestsThanTheirPages() throws Exception {
    studio.close();
    studio = Studio.with(Options.usual());
    crew = new Crew(studio);
    List<String> users = IntStream.range(0, 40).mapToObj(i -> studio.user("u" + i)).toList();
    for (int i = 0; i < 30; i++) {
      crew.group("g" + i, users.toArray(String[]::new));
    }
    studio.target.model();
    studio.server.requests().clear();

    Map<String, List<String>> groups = new TreeMap<>();
    CompleteRead read = crew.readGroups(groups);

    assertEquals(30, read.entries());
    groups.values().forEach(members -> assertEquals(Set.copyOf(users), Set.copyOf(members)));
    assertEquals(1 + 3, studio.server.requests().counted().requests());
    assertEquals(4, read.requests());
  }

  @Test
  void findsJustTheGroupsItIsAskedFor() throws Exception {
    String ada = studio.user("ada");
    String vfx = crew.group("VFX", ada);
    crew.group("Lighting", ada);
    Map<String, List<String>> found = new TreeMap<>();

    studio.target.readGroups(
        new AccountRequest(
            List.of("name"), Optional.of(List.of(new Lookup.ByAttribute("name", "vfx")))),
        (group, members) -> found.put(group.anchor().value(), members));

    assertEquals(Map.of(vfx, List.of(ada)), found);
  }

  @Test
  void makesRenamesAndRemovesAGroup() throws Exception {
    Outcome made = studio.apply(Crew.create("VFX"));
    Account vfx = crew.find("VFX");
    Outcome renamed = studio.apply(Crew.rename(vfx, "Effects"));
    Account effects = crew.find("Effects");
    Outcome removed = studio.apply(Crew.delete(effects));

    assertEquals(
        vfx.anchor(), assertInstanceOf(Outcome.Applied.class, made).account().orElseThrow());
    assertEquals("applied", Studio.code(renamed));
    assertEquals(vfx.anchor(), effects.anchor());
    assertEquals("applied", Studio.code(removed));
    assertEquals(Map.of(), crew.groups());
  }

  @Test
  void whatIsDoneAlreadyIsSaidToBe() throws Exception {
    studio.apply(Crew.create("VFX"));
    Account vfx = crew.find("VFX");

    assertEquals("already done", Studio.code(studio.apply(Crew.create("VFX"))));
    studio.apply(Crew.rename(vfx, "Effects"));
    assertEquals("already done", Studio.code(studio.apply(Crew.rename(vfx, "Effects"))));
    Account effects = crew.find("Effects");
    studio.apply(Crew.delete(effects));
    assertEquals("already done", Studio.code(studio.apply(Crew.delete(effects))));
    assertEquals("FTRACK-STALE", Studio.code(studio.apply(Crew.rename(effects, "FX"))));
  }

  @Test
  void doesNotRenameAGroupOntoAnother() throws Exception {
    crew.group("VFX");
    crew.group("Effects");

    assertEquals(
        "FTRACK-GROUP-TAKEN", Studio.code(studio.apply(Crew.rename(crew.find("VFX"), "Effects"))));
    assertEquals(Set.of("VFX", "Effects"), crew.groups().keySet());
  }

  @Test
  void leavesAGroupAloneThatSomebodyRenamed() throws Exception {
    crew.group("VFX");
    Account vfx = crew.find("VFX");
    studio.apply(Crew.rename(vfx, "By hand"));

    assertEquals("FTRACK-STALE", Studio.code(studio.apply(Crew.rename(vfx, "FX"))));
    assertEquals("FTRACK-STALE", Studio.code(studio.apply(Crew.delete(vfx))));
    assertEquals(Set.of("By hand"), crew.groups().keySet());
  }

  @ParameterizedTest
  @EnumSource(ServerRules.Deletion.class)
  void removesAGroupWithMembersAndKeepsTheGroupsInsideIt(ServerRules.Deletion deletion)
      throws Exception {
    try (Studio other =
        Studio.with(Options.usual().withRules(ServerRules.usual().withDeletion(deletion)))) {
      Crew people = new Crew(other);
      String vfx = people.group("VFX", other.user("ada"), other.user("bob"));
      people.putInside(people.group("Lighting"), vfx);

      Outcome removed = other.apply(Crew.delete(people.find("VFX")));

      assertEquals("applied", Studio.code(removed));
      assertEquals(Map.of("Lighting", Set.of()), people.groups());
      assertEquals(0, people.count("Membership"));
    }
  }

  @Test
  void letsMembersInAndOutWithOneLookAndOneCall() throws Exception {
    List<String> users = IntStream.range(0, 50).mapToObj(i -> studio.user("u" + i)).toList();
    String vfx = crew.group("VFX", users.get(0), users.get(1));
    studio.target.model();
    studio.server.requests().clear();

    Outcome outcome =
        studio.apply(
            Crew.members(
                "VFX",
                vfx,
                IntStream.range(2, 50).mapToObj(i -> Crew.user("u" + i, users.get(i))).toList(),
                List.of(Crew.user("u0", users.get(0)))));

    assertEquals("applied", Studio.code(outcome));
    assertEquals(2, studio.server.requests().counted().requests());
    assertEquals(Set.copyOf(users.subList(1, 50)), crew.groups().get("VFX"));
  }

  @Test
  void makesNoDoublesAndMissesNobodyWhoIsGone() throws Exception {
    String ada = studio.user("ada");
    String bob = studio.user("bob");
    String vfx = crew.group("VFX", ada);
    studio.target.model();
    studio.server.requests().clear();

    Outcome outcome =
        studio.apply(
            Crew.members(
                "VFX", vfx, List.of(Crew.user("ada", ada)), List.of(Crew.user("bob", bob))));

    assertEquals("already done", Studio.code(outcome));
    assertEquals(1, studio.server.requests().counted().requests());
    assertEquals(1, crew.count("Membership"));
  }

  @Test
  void oneBadMemberCostsThatMemberOnlyAndIsNamed() throws Exception {
    String vfx = crew.group("VFX");
    List<Member> in = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      in.add(Crew.user("u" + i, i == 11 ? "nobody-" + i : studio.user("u" + i)));
    }

    Outcome outcome = studio.apply(Crew.members("VFX", vfx, in, List.of()));

    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, outcome);
    assertTrue(refused.problem().what().contains("u11 into VFX"), refused.problem().what());
    assertEquals(29, crew.groups().getOrDefault("VFX", Set.of()).size());
  }

  @Test
  void membersOfAGroupThatIsGoneAreStale() throws Exception {
    String ada = studio.user("ada");

    Outcome outcome =
        studio.apply(
            Crew.members("VFX", "no-such-group", List.of(Crew.user("ada", ada)), List.of()));

    assertEquals("FTRACK-STALE", Studio.code(outcome));
  }

  @Test
  void movesAGroupFromOneGroupIntoAnother() throws Exception {
    String vfx = crew.group("VFX");
    String art = crew.group("Art");
    String lighting = crew.group("Lighting");
    crew.putInside(lighting, vfx);

    List<Outcome> outcomes =
        studio.target.apply(
            List.of(
                Crew.members("Art", art, List.of(Crew.inner("Lighting", lighting)), List.of()),
                Crew.members("VFX", vfx, List.of(), List.of(Crew.inner("Lighting", lighting)))));

    outcomes.forEach(outcome -> assertEquals("applied", Studio.code(outcome)));
    assertEquals(
        Map.of("VFX", Set.of(), "Art", Set.of(lighting), "Lighting", Set.of()), crew.groups());
  }

  @Test
  void aGroupComesIntoOneGroupOnlyAndNotIntoItself() throws Exception {
    String vfx = crew.group("VFX");
    String art = crew.group("Art");
    String lighting = crew.group("Lighting");
    crew.putInside(lighting, vfx);

    List<Outcome> outcomes =
        studio.target.apply(
            List.of(
                Crew.members("Art", art, List.of(Crew.inner("Lighting", lighting)), List.of()),
                Crew.members("Lighting", lighting, List.of(Crew.inner("VFX", vfx)), List.of())));

    outcomes.forEach(outcome -> assertEquals("FTRACK-GROUP-PARENT", Studio.code(outcome)));
  }

  @Test
  void backsUpGroupsWithWhoIsInThem() throws Exception {
    String ada = studio.user("ada");
    String vfx = crew.group("VFX", ada);
    crew.group("Art", ada);
    StringBuilder some = new StringBuilder();
    StringBuilder all = new StringBuilder();

    studio.target.backup(
        List.of(Crew.subject("VFX", vfx), Studio.subject(studio.read().getFirst())), some);
    studio.target.backupAll(all);

    assertTrue(some.toString().contains("\"members\":[\"" + ada + "\"]"), some.toString());
    assertFalse(some.toString().contains("Art"), some.toString());
    assertTrue(all.toString().contains("Art"), all.toString());
  }

  @Test
  void checksWhatARunWillNeedForGroups() throws Exception {
    List<Finding> good = studio.target.checkGroups(Crew.GROUPS, Set.of(Kind.CREATE_GROUP));
    List<Finding> bad =
        studio.target.checkGroups(
            new AccountRequest(List.of("name", "parent_id"), Optional.empty()), Set.of());

    good.forEach(finding -> assertInstanceOf(Finding.Good.class, finding));
    assertEquals(
        "FTRACK-READ-ONLY-ATTRIBUTE",
        assertInstanceOf(Finding.Bad.class, bad.getFirst()).problem().code());
  }

  @Test
  void checksWhetherTheServerKnowsTheActionsForRoles() throws Exception {
    Set<Kind> roles = Set.of(Kind.ROLES, Kind.TEAMS);
    studio
        .target
        .checkGroups(Crew.GROUPS, roles)
        .forEach(finding -> assertInstanceOf(Finding.Good.class, finding));
    try (Studio old = Studio.with(Options.usual().withVersion("4.1.9.1"))) {
      List<String> codes =
          old.target.checkGroups(Crew.GROUPS, roles).stream()
              .filter(Finding.Bad.class::isInstance)
              .map(finding -> assertInstanceOf(Finding.Bad.class, finding).problem().code())
              .toList();

      assertEquals(List.of("FTRACK-VERSION"), codes);
    }
  }
}
