// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Kind;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.Runs;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.RecordingShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstRunsTest {
  @TempDir private Path home;
  private World world;

  @BeforeEach
  void begin() {
    world = new World(home);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void createsEverybodyAndHasNothingToDoTheSecondTime() {
    world.people(People.of("1", "a.holm", "Anna Holm"), People.of("2", "t.abara", "Tobe Abara"));

    RunReport first = world.run();
    RunReport second = world.run();

    assertInstanceOf(RunReport.Applied.class, first);
    assertInstanceOf(RunReport.InSync.class, second);
    assertEquals(
        List.of(
            "uid=a.holm cn=[Anna Holm] mail=[a.holm@studio.example] title=[Artist] uid=[a.holm]",
            "uid=t.abara cn=[Tobe Abara] mail=[t.abara@studio.example] title=[Artist]"
                + " uid=[t.abara]"),
        world.directory().lines());
  }

  @Test
  void linksAccountsThatMatchAndFollowsThemWhenTheyAreRenamed() {
    world.people(People.of("1", "a.ek", "Anna")).account("uid=a.ek cn=Anna");
    world.run();

    world.people(People.of("1", "a.holm", "Anna"));
    RunReport.Applied report = assertInstanceOf(RunReport.Applied.class, world.run());

    assertEquals(List.of("rename uid=a.ek -> uid=a.holm"), World.lines(report.plan()));
    assertEquals(1, world.directory().lines().size());
  }

  @Test
  void linksAnAccountThatNeedsNoChange() throws Exception {
    world
        .people(People.of("1", "a.ek", "Anna"))
        .account("uid=a.ek cn=Anna mail=a.ek@studio.example title=Artist");

    assertInstanceOf(RunReport.InSync.class, world.run());

    world.people(People.of("1", "a.holm", "Anna"));
    assertEquals(List.of("rename uid=a.ek -> uid=a.holm"), world.planLines());
  }

  @Test
  void showsUnmanagedAccountsAndLeavesThemAlone() throws Exception {
    world.people(People.of("1", "a.ek", "Anna")).account("uid=root cn=Operator");
    world.run();

    assertEquals(List.of("uid=root"), world.plan().unmanaged());
    assertTrue(world.directory().isOpen(World.uid("root")));
    assertEquals(1, world.plan().summary().unmanaged());
  }

  @Test
  void putsTheBackupOnDiskBeforeTheFirstWrite() {
    world.people(People.of("1", "a.ek", "Anna")).account("uid=a.ek cn=Old");
    world.directory().witness(_ -> assertEquals(1, backups().size()));

    RunReport.Applied report = assertInstanceOf(RunReport.Applied.class, world.run());

    assertEquals(Path.of(report.backup()), backups().getFirst());
    assertEquals(
        List.of("account-00001 uid=a.ek cn=[Old] uid=[a.ek]"), lines(backups().getFirst()));
    assertEquals(List.of("update uid=a.ek"), World.lines(report.plan()));
  }

  @Test
  void remembersTheRun() {
    world.people(People.of("1", "a.ek", "Anna"));

    RunReport.Applied report = assertInstanceOf(RunReport.Applied.class, world.run());

    Runs.Run run = world.runs().find(report.run()).orElseThrow();
    assertEquals("applied", run.result());
    assertEquals(1, run.applied());
    assertEquals(report.plan().summary().fingerprint(), run.fingerprint());
    assertEquals(List.of(), world.journal().open());
    assertEquals("applied", world.journal().entries(run.id(), 1, 9).getFirst().outcome().get());
  }

  @Test
  void correlatesAgainWhenTheStateIsLostAndDoublesNothing() throws Exception {
    world.people(People.of("1", "a.ek", "Anna"), People.of("2", "t.abara", "Tobe"));
    world.run();

    world.restarted();
    Files.delete(world.workspace().store());

    assertInstanceOf(RunReport.InSync.class, world.run());
    assertEquals(2, world.directory().lines().size());
  }

  @Test
  void findsLeaversAgainWhenTheStateIsLost() throws Exception {
    world.people(People.of("1", "a.ek", "Anna"), People.of("2", "t.abara", "Tobe"));
    world.run();
    world.restarted();
    Files.delete(world.workspace().store());

    world.people(People.of("1", "a.ek", "Anna").left(), People.of("2", "t.abara", "Tobe"));

    assertEquals(List.of("disable uid=a.ek"), world.planLines());
  }

  @Test
  void findsRenamedPeopleByTheAnchorKeptInTheTargetWhenTheStateIsLost() throws Exception {
    world.sketch(sketch -> sketch.anchorIn("employeeNumber"));
    world.people(People.of("1", "a.ek", "Anna"));
    world.run();
    world.restarted();
    Files.delete(world.workspace().store());

    world.people(People.of("1", "a.holm", "Anna"));

    assertEquals(List.of("rename uid=a.ek -> uid=a.holm"), world.planLines());
  }

  private List<Path> backups() {
    try (java.util.stream.Stream<Path> files = Files.list(home.resolve("state/backup"))) {
      return files.toList();
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Test
  void aPlanThatNeedsMoreSeatsThanThereAreSaysSo() throws Exception {
    try (World studio = new World(home).shaped(new RecordingShape().seats(3))) {
      studio.people(People.many(5));

      PlanFile plan = studio.plan();

      assertEquals(List.of("PLAN-SEATS"), World.codes(plan));
      assertEquals(5, plan.summary().count(Kind.CREATE));
      studio.people(People.many(3));
      assertEquals(List.of(), World.codes(studio.plan()));
    }
  }
}
