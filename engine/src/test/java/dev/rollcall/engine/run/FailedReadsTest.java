// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.testkit.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailedReadsTest {
  @TempDir private Path home;
  private World world;

  @BeforeEach
  void begin() {
    world = new World(home).people(People.many(12));
    world.run();
    world.people(People.many(11));
  }

  @AfterEach
  void end() {
    world.close();
  }

  private static Problem lost(Blame blame) {
    return new Problem("LOST", blame, "the connection was lost", "it was", "look after it");
  }

  private void nothingIsPlannedAndNothingWritten() throws IOException {
    List<String> before = world.directory().lines();
    long plans = plans();

    RunReport.Unread report = assertInstanceOf(RunReport.Unread.class, world.run());

    assertEquals("LOST", report.problem().code());
    assertEquals(before, world.directory().lines());
    assertEquals(plans, plans());
    assertThrows(ReadFailed.class, world::plan);
    assertEquals(List.of(), leftovers());
  }

  private long plans() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("plans"))) {
      return files.count();
    }
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("state/scratch"))) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 10, 11})
  void aSourceThatFailsAfterSomePeople(int delivered) throws IOException {
    world.hr().failsAfter(delivered, lost(Blame.REMOTE_SYSTEM));

    nothingIsPlannedAndNothingWritten();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 11, 12})
  void aTargetThatFailsAfterSomeAccounts(int delivered) throws IOException {
    world.directory().failsAfter(delivered, lost(Blame.REMOTE_SYSTEM));

    nothingIsPlannedAndNothingWritten();
  }

  @ParameterizedTest
  @EnumSource(Blame.class)
  void bothFailForWhateverReason(Blame blame) throws IOException {
    world.directory().failsAfter(3, lost(blame));
    world.hr().failsAfter(3, lost(blame));

    nothingIsPlannedAndNothingWritten();
  }

  @Test
  void readsOnceMoreFromTheStartWhenTheConnectionIsLostMidway() throws Exception {
    world.hr().failsAfter(5, lost(Blame.REMOTE_SYSTEM), 1);

    assertEquals(List.of("disable uid=p12"), world.planLines());
  }

  @Test
  void doesNotRepeatWhatFailedForAnotherReason() {
    int before = world.hr().requests().size();
    world.hr().failsAfter(5, lost(Blame.CONFIGURATION));

    assertThrows(ReadFailed.class, world::plan);
    assertEquals(before + 1, world.hr().requests().size());
  }

  @Test
  void aReadOfChangesThatFailsPlansNothingEither() {
    world.hr().changesIn("updated_at");
    world.run();
    world.hr().failsAfter(0, lost(Blame.REMOTE_SYSTEM));

    assertInstanceOf(RunReport.Unread.class, world.runChanges());
  }
}
