// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.RoleRule.Projects;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesTest {
  private static final Person ANNA = People.of("1", "a.holm", "Anna Holm");
  private static final Person BELA = People.of("2", "b.kiss", "Bela Kiss");
  private static final Person CARO = People.of("3", "c.lind", "Caro Lind");
  private static final AccountKey ANNA_KEY = World.uid("a.holm");
  private static final AccountKey BELA_KEY = World.uid("b.kiss");
  private static final Projects ALL_OPEN = new Projects.AllOpen();
  private static final Projects THE_BUNNY = new Projects.Named(List.of("bunny"));

  @TempDir private Path home;

  private World world() {
    World world = new World(home).sketch(sketch -> sketch.groups(Groups.Depth.DIRECT));
    world.people(ANNA, BELA, CARO);
    world.hr().group("leads", "1", "g-heads").group("heads", "2");
    world.directory().role("Manager", false).role("Administrator", true).project("bunny");
    return world;
  }

  @Test
  void everybodyInTheGroupAtAnyDepthHoldsTheRole() throws Exception {
    try (World world = world().sketch(it -> it.rule("leads", "manager", ALL_OPEN, false))) {
      world.run();

      assertEquals(List.of("Manager@open: uid=a.holm uid=b.kiss"), world.directory().grantLines());
      assertEquals(List.of(), world.planLines());
    }
  }

  @Test
  void aRoleIsHeldOnNamedProjectsAndOnThoseThatMatch() {
    try (World world = world()) {
      world.directory().project("comet").project("bear");
      world.sketch(it -> it.rule("heads", "Manager", new Projects.Named(List.of("comet")), false));
      Projects matching = new Projects.Matching(SyncSketch.condition("name.startsWith('b')"));
      world.sketch(it -> it.rule("leads", "Manager", matching, false));

      world.run();

      assertEquals(
          List.of(
              "Manager@bear: uid=a.holm uid=b.kiss",
              "Manager@bunny: uid=a.holm uid=b.kiss",
              "Manager@comet: uid=b.kiss"),
          world.directory().grantLines());
    }
  }

  @Test
  void whoLeavesTheGroupLosesWhatTheGroupGave() {
    try (World world = world().sketch(it -> it.rule("leads", "Manager", ALL_OPEN, false))) {
      world.run();
      world.hr().group("leads", "g-heads");

      world.run();

      assertEquals(List.of("Manager@open: uid=b.kiss"), world.directory().grantLines());
    }
  }

  @Test
  void whatWasGrantedByHandStaysUnlessTheRuleIsExclusive() throws Exception {
    try (World world = world().sketch(it -> it.rule("heads", "Manager", ALL_OPEN, false))) {
      world.run();
      world.directory().grant(ANNA_KEY, "Manager", "");
      assertEquals(List.of(), world.planLines());

      world.sketch(it -> it.withoutRules().rule("heads", "Manager", ALL_OPEN, true)).run();

      assertEquals(List.of("Manager@open: uid=b.kiss"), world.directory().grantLines());
    }
  }

  @Test
  void aRuleThatIsGoneTakesWhatItGave() {
    try (World world = world().sketch(it -> it.rule("leads", "Manager", ALL_OPEN, false))) {
      world.run();
      world.sketch(SyncSketch::withoutRules).run();

      assertEquals(List.of(), world.directory().grantLines());
    }
  }

  @Test
  void peopleAreNeverWithoutARoleWhileOneReplacesAnother() throws Exception {
    try (World world = world().sketch(it -> it.rule("leads", "Manager", ALL_OPEN, false))) {
      world.directory().role("Lead", false);
      world.run();
      world.sketch(it -> it.withoutRules().rule("leads", "Lead", ALL_OPEN, false));

      PlanFile plan = world.plan();

      try (Stream<Change> changes = plan.changes()) {
        List<Change.Members> all = changes.map(change -> (Change.Members) change).toList();
        assertEquals(2, all.size());
        assertEquals(2, all.getFirst().added().size());
        assertEquals(2, all.getLast().removed().size());
      }
    }
  }

  @Test
  void aRoleThatMayChangeEverythingNeedsAnApprovalOfItsOwn() throws Exception {
    try (World world = world()) {
      world.run();
      world.sketch(it -> it.rule("heads", "Administrator", ALL_OPEN, false));
      PlanFile plan = world.plan();
      String fingerprint = plan.summary().fingerprint();

      RunReport.Blocked blocked =
          assertInstanceOf(
              RunReport.Blocked.class, world.apply(plan, new RunMode.Approved(fingerprint)));
      assertEquals("GUARD-ADMINISTRATORS", blocked.problems().getFirst().code());

      RunMode approved = new RunMode.Approved(Optional.empty(), Optional.of(fingerprint));
      assertInstanceOf(RunReport.Applied.class, world.apply(plan, approved));
      assertEquals(List.of("Administrator@open: uid=b.kiss"), world.directory().grantLines());
    }
  }

  @Test
  void theLastAdministratorStays() throws Exception {
    try (World world = world()) {
      world.run();
      world.directory().grant(BELA_KEY, "Administrator", "");
      world.hr().group("nobody");
      world.sketch(it -> it.rule("nobody", "Administrator", ALL_OPEN, true));

      PlanFile plan = world.plan();

      assertEquals(List.of("create_group cn=nobody"), World.lines(plan));
      assertTrue(World.codes(plan).contains("GUARD-LAST-ADMINISTRATOR"));
    }
  }

  @Test
  void theTeamOfAProjectFollowsTheGroup() throws Exception {
    try (World world = world()) {
      world.sketch(it -> it.team("leads", new Projects.Named(List.of("the bunny"))));

      world.run();

      assertEquals(List.of("@bunny: uid=a.holm uid=b.kiss"), world.directory().grantLines());
      assertEquals(List.of(), world.planLines());
    }
  }

  @Test
  void aGroupItselfIsInTheTeamOfAProject() throws Exception {
    try (World world = world()) {
      world.sketch(it -> it.teamOfGroup("leads", THE_BUNNY, false));

      world.run();

      assertEquals(List.of("@bunny: cn=leads"), world.directory().grantLines());
      assertEquals(List.of(), world.planLines());
      world.sketch(SyncSketch::withoutRules).run();
      assertEquals(List.of(), world.directory().grantLines());
    }
  }

  @Test
  void aTeamOfPeopleBecomesOneOfTheirGroup() throws Exception {
    try (World world = world().sketch(it -> it.team("leads", THE_BUNNY))) {
      world.run();

      world.sketch(it -> it.withoutRules().teamOfGroup("leads", THE_BUNNY, false)).run();

      assertEquals(List.of("@bunny: cn=leads"), world.directory().grantLines());
      assertEquals(List.of(), world.planLines());
    }
  }

  @Test
  void groupsThatWerePutIntoATeamByHandStayUnlessTheRuleIsExclusive() throws Exception {
    try (World world = world().sketch(it -> it.teamOfGroup("leads", THE_BUNNY, false))) {
      world.run();
      world.directory().allocate(new AccountKey("cn=heads"), "bunny").allocate(ANNA_KEY, "bunny");
      assertEquals(List.of(), world.planLines());

      world.sketch(it -> it.withoutRules().teamOfGroup("leads", THE_BUNNY, true)).run();

      assertEquals(List.of("@bunny: cn=leads uid=a.holm"), world.directory().grantLines());
    }
  }

  @Test
  void aRoleThatDoesNotExistStopsThePlanAndAProjectIsNamed() throws Exception {
    try (World world = world().sketch(it -> it.rule("leads", "Wizard", ALL_OPEN, false))) {
      Halt halt = assertThrows(Halt.class, world::plan);
      assertEquals("CONFIG-ROLE-UNKNOWN", halt.problems().getFirst().code());
    }
    try (World world = world()) {
      world.sketch(it -> it.rule("leads", "Manager", new Projects.Named(List.of("ufo")), false));
      world.sketch(it -> it.rule("unknown", "Manager", ALL_OPEN, false));
      assertEquals(
          List.of("DATA-GROUP-UNKNOWN", "DATA-PROJECT-UNKNOWN"), World.codes(world.plan()));
    }
  }

  @Test
  void aGroupThatIsNotFoundTakesNothingFromAnybody() throws Exception {
    try (World world = world().sketch(it -> it.rule("leads", "Manager", ALL_OPEN, true))) {
      world.run();
      world.hr().groupNamed("g-leads", "leaders");

      assertEquals(List.of("rename_group cn=leads -> cn=leaders"), world.planLines());
    }
  }

  @Test
  void aRunThatIsKilledBetweenRolesGoesOnAndKnowsWhatItGave() throws Exception {
    for (int after = 5; after <= 9; after++) {
      try (World world = new World(home.resolve("" + after))) {
        world.sketch(sketch -> sketch.groups(Groups.Depth.DIRECT)).people(ANNA, BELA, CARO);
        world.hr().group("leads", "1").group("heads", "2");
        world.directory().role("Manager", false).role("Lead", false);
        world.sketch(it ->
            it.rule("leads", "Manager", ALL_OPEN, false).rule("heads", "Lead", ALL_OPEN, false));
        world.directory().diesAfter(after);
        try {
          world.run();
        } catch (Throwable died) {
          assertTrue(died.toString().contains("killed"), died.toString());
        }
        world.directory().well();
        world.restarted().run();
        assertEquals(List.of(), world.planLines());

        world.sketch(SyncSketch::withoutRules).run();

        assertEquals(List.of(), world.directory().grantLines());
      }
    }
  }
}
