// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StalePlanTest {
  private static final RunMode WITHIN = new RunMode.WithinLimits();

  @TempDir private Path home;
  private World world;

  @BeforeEach
  void begin() {
    world = new World(home).people(People.many(30));
    world.run();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void joiner() {
    List<Person> people = new ArrayList<>(world.hr().people());
    people.add(People.of("99", "new", "New"));
    world.people(people);
  }

  private void stale(RunReport report, String why) {
    RunReport.Blocked blocked = assertInstanceOf(RunReport.Blocked.class, report);
    Problem problem = blocked.problems().getFirst();
    assertEquals("PLAN-STALE", problem.code());
    assertTrue(problem.why().contains(why), problem.why());
  }

  @Test
  void appliesExactlyThePlanAndRefusesItTheSecondTime() throws Exception {
    joiner();
    PlanFile plan = world.plan();

    assertInstanceOf(RunReport.Applied.class, world.apply(PlanFile.open(plan.path()), WITHIN));

    stale(world.apply(plan, WITHIN), "another run");
  }

  @Test
  void refusesAPlanFromBeforeAnotherRun() throws Exception {
    joiner();
    PlanFile plan = world.plan();
    world.run();

    stale(world.apply(plan, WITHIN), "another run");
  }

  @Test
  void refusesAPlanThatWasMadeWhileARunWasWriting() throws Exception {
    joiner();
    List<PlanFile> meanwhile = new ArrayList<>();
    world
        .directory()
        .witness(_ -> {
          try (World other = world.sibling()) {
            meanwhile.add(other.plan());
          } catch (Exception failure) {
            throw new IllegalStateException(failure);
          }
        });
    world.run();

    stale(world.apply(meanwhile.getFirst(), WITHIN), "another run");
  }

  @Test
  void refusesAPlanOfAnotherConfiguration() throws Exception {
    joiner();
    PlanFile plan = world.plan();
    world.sketch(sketch -> sketch.definition("edited"));

    stale(world.apply(plan, WITHIN), "configuration");
  }

  @Test
  void refusesAnEditedPlan() throws Exception {
    joiner();
    PlanFile plan = world.plan();
    Files.writeString(plan.path(), Files.readString(plan.path()).replace("[\"New\"]", "[\"Old\"]"));

    stale(world.apply(PlanFile.open(plan.path()), WITHIN), "edited");
  }

  @Test
  void refusesAPlanWhoseCountsWereEdited() throws Exception {
    world.people(People.many(11));
    PlanFile plan = world.plan();
    Files.writeString(
        plan.path(), Files.readString(plan.path()).replace("\"disable\":19", "\"disable\":1"));

    stale(world.apply(PlanFile.open(plan.path()), WITHIN), "edited");
  }

  @Test
  void doesNotOpenACutOffPlanWhereverItWasCut() throws Exception {
    world.people(People.many(25));
    PlanFile plan = world.plan();
    byte[] whole = Files.readAllBytes(plan.path());

    for (int size = 0; size < whole.length; size += 37) {
      try (FileChannel channel = FileChannel.open(plan.path(), StandardOpenOption.WRITE)) {
        channel.truncate(0);
        channel.write(java.nio.ByteBuffer.wrap(whole, 0, size));
      }

      Halt halt = assertThrows(Halt.class, () -> PlanFile.open(plan.path()));
      assertEquals("PLAN-UNREADABLE", halt.problems().getFirst().code());
    }
  }

  @Test
  void doesNotOpenWhatIsNoPlan() throws Exception {
    Path text = Files.writeString(home.resolve("x.plan"), "hello\n");

    for (Path path : List.of(text, home, home.resolve("none.plan"))) {
      Halt halt = assertThrows(Halt.class, () -> PlanFile.open(path));
      assertEquals("PLAN-UNREADABLE", halt.problems().getFirst().code());
    }
  }

  @Test
  void doesNotOpenAPlanWithBytesThatAreNoText() throws Exception {
    joiner();
    PlanFile plan = world.plan();
    byte[] bytes = Files.readAllBytes(plan.path());
    bytes[200] = (byte) 0xff;
    Files.write(plan.path(), bytes);

    Halt halt = assertThrows(Halt.class, () -> world.apply(PlanFile.open(plan.path()), WITHIN));
    assertEquals("PLAN-UNREADABLE", halt.problems().getFirst().code());
  }

  @Test
  void aRunOverTheLimitIsBlockedAndItsPlanCanBeApproved() throws Exception {
    world.people(People.many(19));

    RunReport.Blocked blocked = assertInstanceOf(RunReport.Blocked.class, world.run());
    PlanFile plan = PlanFile.open(blocked.plan().orElseThrow().path());
    String fingerprint = plan.summary().fingerprint();

    assertEquals("GUARD-LEAVERS", blocked.problems().getFirst().code());
    assertInstanceOf(RunReport.Blocked.class, world.apply(plan, WITHIN));
    assertInstanceOf(
        RunReport.Blocked.class, world.apply(plan, new RunMode.Approved("0123456789abcdef")));
    assertInstanceOf(
        RunReport.Blocked.class,
        world.apply(plan, new RunMode.Approved(fingerprint.substring(0, 3))));
    assertInstanceOf(RunReport.Applied.class, world.apply(plan, new RunMode.Approved(fingerprint)));
    assertEquals(
        11, world.directory().lines().stream().filter(l -> l.endsWith("(closed)")).count());
  }

  @Test
  void noApprovalOverridesAnEmptySource() throws Exception {
    world.people();

    RunReport.Blocked blocked = assertInstanceOf(RunReport.Blocked.class, world.run());
    PlanFile plan = blocked.plan().orElseThrow();
    RunMode approved = new RunMode.Approved(plan.summary().fingerprint());

    assertEquals("GUARD-SOURCE-EMPTY", blocked.problems().getFirst().code());
    assertEquals(0, plan.summary().total());
    assertInstanceOf(RunReport.Blocked.class, world.apply(plan, approved));
  }

  @Test
  void aWhereThatIsTrueForNobodyNeedsApprovalHoweverFewLeave() throws Exception {
    world.people(People.many(2)).sketch(sketch -> sketch.limit(100, 100));
    world.run();
    world.sketch(sketch -> sketch.where("status == 'aktiv'"));

    RunReport.Blocked blocked = assertInstanceOf(RunReport.Blocked.class, world.run());

    assertEquals("GUARD-NOBODY-IN-SCOPE", blocked.problems().getFirst().code());
  }

  @Test
  void runsOfOneSyncNeverOverlap() {
    joiner();
    List<String> codes = new ArrayList<>();
    world
        .directory()
        .witness(_ -> {
          try (World other = world.sibling()) {
            codes.add(assertThrows(Halt.class, other::run).problems().getFirst().code());
          }
        });

    assertInstanceOf(RunReport.Applied.class, world.run());
    assertEquals(List.of("RUN-OVERLAP"), codes);
  }
}
