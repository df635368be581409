// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupsTest {
  private static final Person ANNA = People.of("1", "a.holm", "Anna Holm");
  private static final Person BELA = People.of("2", "b.kiss", "Bela Kiss");
  private static final Person CARO = People.of("3", "c.lind", "Caro Lind");

  @TempDir private Path home;

  private World world(Groups.Depth depth) {
    World world = new World(home).sketch(sketch -> sketch.groups(depth));
    return world.people(ANNA, BELA, CARO);
  }

  private static String id(Person person) {
    return person.first("id");
  }

  private static AccountKey uid(Person person) {
    return World.uid(person.first("username"));
  }

  private static String line(String group, Person... members) {
    return "cn="
        + group
        + ": "
        + String.join(" ", Stream.of(members).map(member -> uid(member).value()).sorted().toList());
  }

  @Test
  void groupsAreMadeWithTheirMembersInOneRun() {
    try (World world = world(Groups.Depth.DIRECT)) {
      world.hr().group("vfx", id(ANNA), id(BELA)).group("empty");

      RunReport report = world.run();

      assertInstanceOf(RunReport.Applied.class, report);
      assertEquals(List.of(line("empty"), line("vfx", ANNA, BELA)), world.directory().groupLines());
      assertInstanceOf(RunReport.InSync.class, world.run());
    }
  }

  @Test
  void onlyWhoComesAndGoesIsInThePlan() throws Exception {
    try (World world = world(Groups.Depth.DIRECT)) {
      world.hr().group("vfx", id(ANNA), id(BELA));
      world.run();
      world.hr().group("vfx", id(BELA), id(CARO));

      PlanFile plan = world.plan();

      try (Stream<Change> changes = plan.changes()) {
        Change.Members change = (Change.Members) changes.toList().getFirst();
        assertEquals(List.of(uid(CARO)), change.added().stream().map(it -> it.key()).toList());
        assertEquals(List.of(uid(ANNA)), change.removed().stream().map(it -> it.key()).toList());
      }
      assertEquals(1, plan.summary().total());
      assertEquals(1, plan.summary().held().added());
      assertEquals(1, plan.summary().held().removed());
    }
  }

  @Test
  void whoIsInAGroupInsideAGroupIsInTheGroup() {
    try (World world = world(Groups.Depth.NESTED)) {
      world.hr().group("all", "g-vfx", id(CARO)).group("vfx", id(ANNA), "g-comp");
      world.hr().group("comp", id(BELA));

      world.run();

      assertEquals(
          List.of(line("all", ANNA, BELA, CARO), line("comp", BELA), line("vfx", ANNA, BELA)),
          world.directory().groupLines());
    }
  }

  @Test
  void groupsStayInsideGroupsWhereTheTargetNestsThem() throws Exception {
    try (World world = world(Groups.Depth.TREE)) {
      world.hr().group("all", "g-vfx", id(CARO)).group("vfx", id(ANNA));

      world.run();

      assertEquals(
          List.of("cn=all: cn=vfx " + uid(CARO), line("vfx", ANNA)),
          world.directory().groupLines());
      assertEquals(List.of(), world.planLines());
      world.hr().group("all", id(CARO));
      world.run();
      assertEquals(List.of(line("all", CARO), line("vfx", ANNA)), world.directory().groupLines());
    }
  }

  @Test
  void aRingOfGroupsIsAFindingAndNotFollowedForEver() throws Exception {
    try (World world = world(Groups.Depth.NESTED)) {
      world.hr().group("a", id(ANNA), "g-b").group("b", id(BELA), "g-a").group("c", "g-c");

      PlanFile plan = world.plan();
      world.run();

      assertEquals(List.of("DATA-GROUP-RING", "DATA-GROUP-RING"), World.codes(plan));
      assertEquals(
          List.of(line("a", ANNA, BELA), line("b", ANNA, BELA), line("c")),
          world.directory().groupLines());
    }
  }

  @Test
  void aGroupThatGetsAnotherNameKeepsItsMembersAndItsPlace() throws Exception {
    try (World world = world(Groups.Depth.DIRECT)) {
      world.hr().group("vfx", id(ANNA));
      world.run();
      world.hr().groupNamed("g-vfx", "effects").group("vfx2", id(BELA));
      world.hr().withoutGroup("g-vfx2");

      assertEquals(List.of("rename_group cn=vfx -> cn=effects"), world.planLines());
      world.run();

      assertEquals(List.of(line("effects", ANNA)), world.directory().groupLines());
    }
  }

  @Test
  void whoIsNobodysInTheSourceStaysInTheGroup() throws Exception {
    try (World world = world(Groups.Depth.DIRECT).account("uid=robot cn=Robot")) {
      world.directory().holdingGroup("vfx", World.uid("robot"));
      world.hr().group("vfx", id(ANNA));

      world.run();

      assertEquals(List.of("cn=vfx: " + uid(ANNA) + " uid=robot"), world.directory().groupLines());
      assertEquals(List.of(), world.planLines());
    }
  }

  @Test
  void whoIsNobodysInTheSourceGoesWhereTheSyncIsExclusive() {
    try (World world =
        world(Groups.Depth.DIRECT).sketch(SyncSketch::exclusive).account("uid=robot cn=Robot")) {
      world.directory().holdingGroup("vfx", World.uid("robot"));
      world.hr().group("vfx", id(ANNA));

      world.run();

      assertEquals(List.of(line("vfx", ANNA)), world.directory().groupLines());
    }
  }

  @Test
  void aGroupOfTheTargetThatTheSourceDoesNotKnowIsLeftAlone() throws Exception {
    try (World world = world(Groups.Depth.DIRECT)) {
      world.hr().group("vfx", id(ANNA));
      world.run();
      world.directory().holdingGroup("local", uid(ANNA));

      assertEquals(List.of(), world.planLines());
      assertEquals(List.of("cn=local"), world.plan().unmanaged());
    }
  }

  @Test
  void aLeaverComesIntoNoGroup() {
    try (World world = world(Groups.Depth.DIRECT).people(ANNA.left(), BELA)) {
      world.account("uid=" + ANNA.first("username") + " cn=Anna");
      world.hr().group("vfx", id(ANNA), id(BELA));

      world.run();

      assertEquals(List.of(line("vfx", BELA)), world.directory().groupLines());
    }
  }

  @Test
  void aLeaverGoesOutOfTheGroupsBeforeTheAccountIsClosed() throws Exception {
    try (World world = world(Groups.Depth.DIRECT)) {
      world.hr().group("vfx", id(ANNA), id(BELA));
      world.run();
      world.people(ANNA.left(), BELA, CARO);
      world.hr().group("vfx", id(BELA));

      assertEquals(List.of("members cn=vfx", "disable " + uid(ANNA)), world.planLines());
    }
  }

  @Test
  void whoseAccountCannotBeMadeIsNamedAndTheRestComesIn() throws Exception {
    try (World world = world(Groups.Depth.DIRECT)) {
      world.hr().group("vfx", id(ANNA), id(BELA));
      Problem no = new Problem("NO", Blame.DATA, "no", "no", "no");
      world
          .directory()
          .answers(change -> change.subject().key().equals(uid(BELA)), new Outcome.Refused(no));

      RunReport.InPart report = assertInstanceOf(RunReport.InPart.class, world.run());

      assertEquals(List.of(line("vfx", ANNA)), world.directory().groupLines());
      assertTrue(report.problems().stream().anyMatch(it -> it.code().equals("RUN-MEMBER-MISSING")));
      world.directory().well();
      world.run();
      assertEquals(List.of(line("vfx", ANNA, BELA)), world.directory().groupLines());
    }
  }

  @Test
  void aRunThatIsKilledBetweenGroupsGoesOn() throws Exception {
    for (int after = 1; after <= 8; after++) {
      try (World world = new World(home.resolve("" + after))) {
        world.sketch(sketch -> sketch.groups(Groups.Depth.DIRECT)).people(ANNA, BELA, CARO);
        world.hr().group("vfx", id(ANNA), id(BELA)).group("comp", id(CARO));
        world.directory().diesAfter(after);
        try {
          world.run();
        } catch (Throwable died) {
          assertTrue(died.toString().contains("killed"), died.toString());
        }
        world.directory().well();
        world.restarted().run();

        assertEquals(
            List.of(line("comp", CARO), line("vfx", ANNA, BELA)), world.directory().groupLines());
        assertEquals(List.of(), world.planLines());
        assertEquals(List.of(), world.journal().open());
      }
    }
  }

  @Test
  void aGroupThatIsGoneIsDeletedOnlyWhereThatIsWanted() {
    try (World world = world(Groups.Depth.DIRECT)) {
      world.hr().group("vfx", id(ANNA)).group("comp", id(BELA));
      world.run();
      world.hr().withoutGroup("g-comp");
      assertInstanceOf(RunReport.InSync.class, world.run());

      world.sketch(SyncSketch::deletesGroups).run();

      assertEquals(List.of(line("vfx", ANNA)), world.directory().groupLines());
    }
  }

  @Test
  void takingTooManyMembershipsNeedsAnApproval() throws Exception {
    try (World world = new World(home).sketch(sketch -> sketch.groups(Groups.Depth.DIRECT))) {
      List<Person> many = People.many(40);
      world.people(many).sketch(sketch -> sketch.membersLimit(10, 2));
      world.hr().group("all", many.stream().map(GroupsTest::id).toArray(String[]::new));
      world.run();
      world.hr().group("all", many.stream().skip(5).map(GroupsTest::id).toArray(String[]::new));

      PlanFile plan = world.plan();
      RunReport.Blocked blocked =
          assertInstanceOf(RunReport.Blocked.class, world.apply(plan, new RunMode.WithinLimits()));

      assertEquals("GUARD-MEMBERS", blocked.problems().getFirst().code());
      RunMode approved = new RunMode.Approved(plan.summary().shortFingerprint());
      assertInstanceOf(RunReport.Applied.class, world.apply(plan, approved));
    }
  }

  @Test
  void membersOutsideAreCountedAndLeftOut() throws Exception {
    try (World world = world(Groups.Depth.DIRECT)) {
      world.hr().group("vfx", id(ANNA), "stranger", "ghost");

      PlanFile plan = world.plan();

      assertEquals(2, plan.summary().held().outside());
      assertEquals(1, plan.summary().held().added());
    }
  }

  @Test
  void aGroupOfManyIsCutIntoSteps() throws Exception {
    try (World world = new World(home).sketch(sketch -> sketch.groups(Groups.Depth.DIRECT))) {
      List<Person> many = People.many(1201);
      world.people(many);
      world.hr().group("all", many.stream().map(GroupsTest::id).toArray(String[]::new));

      PlanFile plan = world.plan();
      world.apply(plan, new RunMode.WithinLimits());

      assertEquals(3, plan.summary().count(dev.rollcall.core.model.Kind.MEMBERS));
      assertEquals(List.of(), world.planLines());
    }
  }
}
