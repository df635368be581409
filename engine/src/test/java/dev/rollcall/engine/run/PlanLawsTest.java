// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.PlanFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every company and every directory. Each is made from a seed, which is the name of
/// the test.
class PlanLawsTest {
  @TempDir private Path home;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("rollcall.seeds", 100));
  }

  static LongStream fewSeeds() {
    return LongStream.rangeClosed(1, Long.getLong("rollcall.seeds", 40));
  }

  /// Unless it solved a dispute about whose an account is; then the next is.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void thePlanOfAnAppliedPlanIsEmpty(long seed) throws Exception {
    try (World world = new Company(seed).world(home)) {
      for (int year = 0; year < 2; year++) {
        RunReport report = disputed(world.plan()) ? again(world) : world.run();

        assertTrue(
            report instanceof RunReport.Applied || report instanceof RunReport.InSync,
            () -> report + "\n" + world.directory().lines());
        assertEquals(List.of(), world.planLines());
        new Company(seed * 31 + year).goesOn(world);
      }
    }
  }

  private static RunReport again(World world) {
    world.run();
    return world.run();
  }

  private static boolean disputed(PlanFile plan) {
    return World.codes(plan).stream()
        .anyMatch(Set.of("DATA-SEVERAL-ACCOUNTS", "DATA-TWO-PEOPLE")::contains);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyOrderOfTheInputGivesTheSamePlan(long seed) throws Exception {
    try (World world = new Company(seed).world(home)) {
      world.run();
      new Company(seed + 1).goesOn(world);
      PlanFile first = world.plan();
      byte[] bytes = Files.readAllBytes(first.path());

      Random random = new Random(seed);
      world.hr().shuffled(random);
      world.directory().shuffled(random);
      PlanFile second = world.plan();

      assertEquals(first.summary().fingerprint(), second.summary().fingerprint());
      assertEquals(
          new String(bytes, java.nio.charset.StandardCharsets.UTF_8),
          Files.readString(second.path()));
      assertArrayEquals(bytes, Files.readAllBytes(second.path()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void aReadThatIsNotWholeChangesNothing(long seed) throws IOException {
    Problem lost = new Problem("LOST", Blame.REMOTE_SYSTEM, "lost", "it was", "try again");
    Random random = new Random(seed);
    try (World world = new Company(seed).world(home)) {
      world.run();
      new Company(seed + 1).goesOn(world);
      List<String> before = world.directory().lines();
      if (random.nextBoolean()) {
        world.hr().failsAfter(random.nextInt(world.hr().people().size() + 1), lost);
      } else {
        world.directory().failsAfter(random.nextInt(before.size() + 1), lost);
      }

      assertInstanceOf(RunReport.Unread.class, world.run());
      assertEquals(before, world.directory().lines());
    }
  }

  /// Whoever works here and has an account keeps it open, whatever becomes of the rows.
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aBadRowMakesNobodyALeaver(long seed) throws Exception {
    Company company = new Company(seed);
    try (World world = company.world(home)) {
      world.run();
      Set<String> kept = accountsOfPeopleWhoWorkHere(world);

      world.people(company.damaged(world.hr().people()));

      Set<String> closed = closed(world.plan());
      closed.retainAll(kept);
      assertEquals(Set.of(), closed, () -> world.hr().people().toString());
    }
  }

  private static Set<String> accountsOfPeopleWhoWorkHere(World world) {
    Set<String> working =
        world.hr().people().stream()
            .filter(person -> person.first("status").equals("active"))
            .map(person -> person.first("id"))
            .collect(Collectors.toSet());
    Set<String> accounts = new HashSet<>();
    world
        .links()
        .each((identity, account) -> {
          if (working.contains(identity)) {
            accounts.add(account);
          }
        });
    return accounts;
  }

  private static Set<String> closed(PlanFile plan) {
    try (Stream<Change> changes = plan.changes()) {
      return changes
          .filter(Change::removesAccess)
          .map(change -> change.subject().account().orElseThrow().value())
          .collect(Collectors.toCollection(HashSet::new));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void aRunThatIsKilledAnywhereConvergesInTheNext(long seed) throws Exception {
    try (World world = new Company(seed).world(home)) {
      world.run();
      new Company(seed + 1).goesOn(world);
      world.directory().diesAfter(1 + new Random(seed).nextInt(8));
      try {
        world.run();
      } catch (IllegalStateException killed) {
        assertInstanceOf(dev.rollcall.testkit.RecordingTarget.Died.class, killed.getCause());
      }
      world.directory().well();
      world.restarted();

      world.run();

      assertEquals(List.of(), world.planLines());
      assertEquals(List.of(), world.journal().open());
    }
  }
}
