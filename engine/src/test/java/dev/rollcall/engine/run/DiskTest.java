// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.testkit.People;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
  @TempDir private Path home;
  private World world;

  @BeforeEach
  void begin() {
    world = new World(home).people(People.many(3));
    world.state();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void halts(Executable command) {
    Halt halt = assertThrows(Halt.class, command);

    assertEquals("STATE-DISK", halt.problems().getFirst().code());
    assertEquals(List.of(), world.directory().received());
  }

  @Test
  void writesNothingWhereWorkingFilesCannotBeMade() throws Exception {
    Files.writeString(home.resolve("state/scratch"), "a file");

    halts(world::run);
  }

  @Test
  void writesNothingWhereThePlanCannotBeWritten() throws Exception {
    Files.writeString(home.resolve("plans"), "a file");

    halts(world::run);
  }

  @Test
  void writesNothingWhereTheBackupCannotBeWrittenAndSaysSoInTheHistory() throws Exception {
    Files.writeString(home.resolve("state/backup"), "a file");

    halts(world::run);
    assertEquals("failed", world.runs().newest("people", 1).getFirst().result());

    Files.delete(home.resolve("state/backup"));
    assertInstanceOf(RunReport.Applied.class, world.run());
  }

  @Test
  void writesNothingWhereTheLockCannotBeMade() throws Exception {
    Files.createDirectories(home.resolve("state/people.lock"));

    halts(world::run);
  }

  @Test
  void leavesNoHalfPlanBehindWhereTheDiskIsFull() throws Exception {
    Path full = home.resolve("x.plan.part");
    Files.createSymbolicLink(full, Path.of("/dev/full"));

    halts(() -> world.planTo(home.resolve("x.plan")));
    assertFalse(Files.exists(full, java.nio.file.LinkOption.NOFOLLOW_LINKS));
    assertFalse(Files.exists(home.resolve("x.plan")));
  }

  @Test
  void aPlanGoesWhereItIsTold() throws Exception {
    world.planTo(home.resolve("x.plan"));

    assertEquals(3, PlanFile.open(home.resolve("x.plan")).summary().total());
  }
}
