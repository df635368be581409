// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.plan.Policy.Returners;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledRunTest {
  @TempDir private Path home;

  /// Ten people, of whom two swap their names, two leave, one returns, two join, one moves.
  private World company() {
    World world = new World(home).sketch(sketch -> sketch.limit(100, 10));
    List<Person> people = new ArrayList<>(People.many(10));
    world.people(people);
    world.run();
    Person returner = people.removeLast();
    world.people(people);
    world.run();
    people.add(returner);
    people.set(0, people.get(0).called("p2"));
    people.set(1, people.get(1).called("p1"));
    people.set(2, people.get(2).left());
    people.set(4, people.get(4).with("title", "Lead"));
    people.remove(3);
    people.add(People.of("11", "p11", "Person 11"));
    people.add(People.of("12", "p12", "Person 12"));
    return world.people(people);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void theNextRunSettlesTheJournalAndConverges(int writes) throws Exception {
    try (World world = company()) {
      world.directory().diesAfter(writes);
      assertThrows(IllegalStateException.class, world::run);
      world.directory().well();
      world.restarted();
      assertFalse(world.journal().open().isEmpty());

      assertTrue(converged(world.run()));

      assertEquals(List.of(), world.journal().open());
      assertEquals(9, world.directory().applied().stream().distinct().count() - 11);
      assertInstanceOf(RunReport.InSync.class, world.run());
      assertEquals(12, world.directory().lines().size());
    }
  }

  private static boolean converged(RunReport report) {
    return report instanceof RunReport.Applied || report instanceof RunReport.InSync;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tellsWhatWasAppliedFromWhatWasNot(int writes) throws Exception {
    try (World world = new World(home).people(People.many(3))) {
      world.directory().diesAfter(writes);
      assertThrows(IllegalStateException.class, world::run);
      world.directory().well();
      world.restarted();
      world.run();

      List<String> outcomes =
          world.journal().entries(1, 1, 9).stream().map(entry -> entry.outcome().get()).toList();

      assertEquals(writes, outcomes.stream().filter(outcome -> outcome.equals("applied")).count());
      assertEquals(
          3 - writes, outcomes.stream().filter(outcome -> outcome.equals("not applied")).count());
    }
  }

  @Test
  void linksWhatItCreatedAlsoWhereNoRuleMatches() throws Exception {
    try (World world = new World(home).sketch(SyncSketch::match).people(People.many(2))) {
      world.directory().diesAfter(2);
      assertThrows(IllegalStateException.class, world::run);
      world.directory().well();
      world.restarted();

      assertInstanceOf(RunReport.InSync.class, world.run());

      world.people(People.many(1));
      assertEquals(List.of("disable uid=p2"), world.planLines());
    }
  }

  @Test
  void remembersThatItDisabledWhomTheKilledRunDisabled() throws Exception {
    try (World world = new World(home).people(People.many(2))) {
      world.sketch(sketch -> sketch.returners(Returners.IF_ROLLCALL_DISABLED_THEM));
      world.run();
      world.people(People.many(1));
      world.directory().diesAfter(1);
      assertThrows(IllegalStateException.class, world::run);
      world.directory().well();
      world.restarted();

      world.people(People.many(2));

      assertEquals(List.of("enable uid=p2"), world.planLines());
    }
  }

  @Test
  void aReadOfChangesDoesNotTakeForAppliedWhatItDoesNotSee() throws Exception {
    try (World world = new World(home)) {
      List<Person> people =
          People.many(3).stream().map(person -> person.with("updated_at", "2026-01-01")).toList();
      world.hr().changesIn("updated_at");
      world.people(people);
      world.run();
      world.people(people.subList(0, 1));
      world
          .directory()
          .answers(
              _ -> true,
              new dev.rollcall.core.plan.Outcome.Unavailable(
                  new dev.rollcall.core.problem.Problem(
                      "GONE",
                      dev.rollcall.core.problem.Problem.Blame.REMOTE_SYSTEM,
                      "",
                      "",
                      "wait"),
                  java.time.Duration.ZERO));
      assertInstanceOf(RunReport.BrokenOff.class, world.run());
      world.directory().well();

      world.runChanges();

      List<String> outcomes =
          world.journal().entries(2, 1, 9).stream().map(entry -> entry.outcome().get()).toList();
      assertEquals(List.of("not applied", "not applied"), outcomes);
    }
  }

  @Test
  void everyChangeIsInTheJournalOnDiskBeforeItIsMade() {
    try (World world = company()) {
      world
          .directory()
          .witness(change ->
              assertTrue(
                  intended(world.workspace().store()).contains(change.subject().label()),
                  () -> "no intention of " + change));

      assertInstanceOf(RunReport.Applied.class, world.run());
    }
  }

  private static String intended(Path store) {
    StringBuilder changes = new StringBuilder();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select change from journal where outcome is null")) {
      while (rows.next()) {
        changes.append(rows.getString(1)).append('\n');
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return changes.toString();
  }

  @Test
  void aPlanFromBeforeTheKilledRunIsStale() throws Exception {
    try (World world = new World(home).people(People.many(3))) {
      dev.rollcall.engine.journal.PlanFile plan = world.plan();
      world.directory().diesAfter(2);
      assertThrows(IllegalStateException.class, world::run);
      world.directory().well();
      world.restarted();

      assertInstanceOf(RunReport.Blocked.class, world.apply(plan, new RunMode.WithinLimits()));
    }
  }

  @Test
  void anIntentionIsSettledByTheRunThatWroteNothing() {
    try (World world = new World(home).people(People.many(1))) {
      world.directory().diesAfter(1);
      assertThrows(IllegalStateException.class, world::run);
      world.directory().well();
      world.restarted();

      assertInstanceOf(RunReport.InSync.class, world.run());

      Journal.Entry entry = world.journal().entries(1, 1, 9).getFirst();
      assertEquals("applied", entry.outcome().orElseThrow());
      assertTrue(entry.detail().startsWith("settled by the plan "), entry.detail());
    }
  }
}
