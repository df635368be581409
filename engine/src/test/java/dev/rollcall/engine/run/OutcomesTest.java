// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Unseen;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.testkit.People;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesTest {
  private static final Problem NO =
      new Problem("NO", Blame.REMOTE_SYSTEM, "it will not", "it is like that", "ask it");

  @TempDir private Path home;
  private World world;

  @BeforeEach
  void begin() {
    world = new World(home).people(People.many(10));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void oneRefusedChangeCostsItselfOnly() {
    refuses("p4", new Outcome.Refused(NO));

    RunReport.InPart report = assertInstanceOf(RunReport.InPart.class, world.run());

    assertEquals(9, report.applied());
    assertEquals(1, report.refused());
    assertEquals(List.of(NO), report.problems());
    assertEquals("applied in part", world.runs().find(report.run()).orElseThrow().result());
    assertEquals(List.of(), world.journal().open());
  }

  @Test
  void aRefusedChangeIsWantedAgain() throws Exception {
    refuses("p4", new Outcome.Refused(NO));
    world.run();

    world.directory().well();

    assertEquals(List.of("create uid=p4"), world.planLines());
  }

  @Test
  void aStaleChangeIsCountedAndPlannedAnew() throws Exception {
    world.account("uid=p4 cn=Old");
    world.people(People.many(10).subList(3, 4));
    dev.rollcall.engine.journal.PlanFile plan = world.plan();
    world.directory().meddle(World.uid("p4"), "cn", "Meddled");

    RunReport.InPart report =
        assertInstanceOf(RunReport.InPart.class, world.apply(plan, new RunMode.WithinLimits()));

    assertEquals(1, report.stale());
    assertInstanceOf(RunReport.Applied.class, world.run());
    assertEquals(List.of("Person 4"), world.directory().attributes(World.uid("p4")).values("cn"));
  }

  @Test
  void whatWasDoneAlreadyCountsAsApplied() {
    refuses("p4", new Outcome.AlreadyDone(Optional.empty()));

    RunReport.Applied report = assertInstanceOf(RunReport.Applied.class, world.run());

    assertEquals(10, report.applied());
  }

  @Test
  void whatNobodyHadSeenIsInTheImageAndInTheJournalAndIsTold() throws Exception {
    Unseen unseen = new Unseen(Optional.of(NO), "uid=p4 cn=Changed meanwhile\n");
    refuses("p4", new Outcome.Applied(Optional.of(new Anchor("a4")), Optional.of(unseen)));

    RunReport.Applied report = assertInstanceOf(RunReport.Applied.class, world.run());

    assertEquals(10, report.applied());
    assertEquals(List.of(NO), report.problems());
    assertTrue(Files.readString(Path.of(report.backup())).endsWith(unseen.image()));
    Journal.Entry told =
        world.journal().entries(report.run(), 1, 10).stream()
            .filter(entry -> entry.code().equals("NO"))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of("applied"), told.outcome());
    assertEquals(NO.text(), told.detail());
  }

  @Test
  void aTargetThatStopsAnsweringEndsTheRunAndTheNextOneConverges() throws Exception {
    refuses("p4", new Outcome.Unavailable(NO, Duration.ZERO));

    RunReport.BrokenOff report = assertInstanceOf(RunReport.BrokenOff.class, world.run());
    List<String> after = world.directory().lines();

    assertEquals(after.size(), report.applied());
    assertEquals(10 - after.size(), report.left());
    assertEquals("broken off", world.runs().find(report.run()).orElseThrow().result());
    assertEquals(1, world.journal().open().size());

    world.directory().well();
    assertInstanceOf(RunReport.Applied.class, world.run());
    assertEquals(List.of(), world.journal().open());
    assertEquals(10, world.directory().lines().size());
  }

  @Test
  void sendsNothingMoreAfterTheTargetStoppedAnswering() {
    refuses("p1", new Outcome.Unavailable(NO, Duration.ZERO));

    world.run();

    assertEquals(3, world.directory().received().size());
  }

  private void refuses(String login, Outcome outcome) {
    world
        .directory()
        .answers(
            change ->
                change.subject().key().equals(World.uid(login)) && change.kind() == Kind.CREATE,
            outcome);
  }
}
