// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.guard.Verdict;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesReadTest {
  private static final String LATER = "2026-11-20T09:00:00Z";

  @TempDir private Path home;
  private World world;
  private final List<Person> people = new ArrayList<>();

  @BeforeEach
  void begin() {
    for (Person person : People.many(20)) {
      people.add(person.with("updated_at", "2026-11-01T00:00:00Z"));
    }
    world = new World(home).people(people);
    world.hr().changesIn("updated_at");
    world.run();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void change(int index, Person changed) {
    people.set(index, changed.with("updated_at", LATER));
    world.people(people);
  }

  private List<String> plan() throws Exception {
    return World.lines(world.planned(Planning.Scope.CHANGES).plan());
  }

  @Test
  void asksForWhatChangedAndForItsAccountsOnly() throws Exception {
    people.replaceAll(person -> person.with("updated_at", "2026-10-01T00:00:00Z"));
    change(3, people.get(3).called("x"));

    assertEquals(List.of("rename uid=p4 -> uid=x"), plan());
    assertEquals(Optional.of("2026-11-01T00:00:00Z"), world.hr().requests().getLast().since());
    List<Lookup> only = world.directory().requests().getLast().only().orElseThrow();
    assertEquals(2, only.size());
    assertInstanceOf(Lookup.ByAnchor.class, only.getFirst());
    assertEquals(new Lookup.ByAttribute("uid", "x"), only.getLast());
  }

  @Test
  void readsEverythingWhereThereIsNoCursor() throws Exception {
    try (World fresh = new World(home.resolve("fresh")).people(people)) {
      fresh.hr().changesIn("updated_at");
      fresh.runChanges();

      assertEquals(Optional.empty(), fresh.hr().requests().getLast().since());
      assertEquals(20, fresh.directory().lines().size());
    }
  }

  @Test
  void findsJoinersMoversAndWhoIsMarked() throws Exception {
    change(0, people.get(0).left());
    change(1, people.get(1).with("title", "Lead"));
    people.add(People.of("21", "p21", "New").with("updated_at", LATER));
    world.people(people);

    assertEquals(List.of("update uid=p2", "create uid=p21", "disable uid=p1"), plan());
  }

  @Test
  void findsNobodyWhoVanished() throws Exception {
    people.remove(0);
    world.people(people);

    assertEquals(List.of(), plan());
    assertEquals(List.of("disable uid=p1"), world.planLines());
  }

  @Test
  void namesAreSwappedInAReadOfChangesToo() throws Exception {
    change(0, people.get(0).called("p2"));
    change(1, people.get(1).called("p1"));

    assertEquals(3, plan().size());
    assertInstanceOf(RunReport.Applied.class, world.runChanges());
    assertInstanceOf(RunReport.InSync.class, world.run());
  }

  @Test
  void aLoginOfSomebodyWhoDidNotChangeIsTaken() throws Exception {
    people.replaceAll(person -> person.with("updated_at", "2026-10-01T00:00:00Z"));
    change(0, people.get(0).called("p2"));

    assertEquals(List.of(), plan());
    assertEquals(
        List.of("DATA-LOGIN-TAKEN"), World.codes(world.planned(Planning.Scope.CHANGES).plan()));
  }

  @Test
  void theCursorMovesWhenTheChangesAreIn() {
    change(0, people.get(0).with("title", "Lead"));

    assertInstanceOf(RunReport.Applied.class, world.runChanges());

    assertEquals(Optional.of(LATER), world.runs().cursor("people"));
  }

  @Test
  void theCursorStaysWhenAChangeIsNotIn() {
    change(0, people.get(0).with("title", "Lead"));
    Problem no = new Problem("NO", Blame.REMOTE_SYSTEM, "no", "so", "wait");
    world.directory().answers(_ -> true, new Outcome.Refused(no));

    assertInstanceOf(RunReport.InPart.class, world.runChanges());

    assertEquals(Optional.of("2026-11-01T00:00:00Z"), world.runs().cursor("people"));
  }

  @Test
  void aPlanAloneDoesNotMoveTheCursor() throws Exception {
    change(0, people.get(0).with("title", "Lead"));

    plan();

    assertEquals(Optional.of("2026-11-01T00:00:00Z"), world.runs().cursor("people"));
  }

  @Test
  void nothingChangedIsNoEmptySource() {
    people.replaceAll(person -> person.with("updated_at", "2026-10-01T00:00:00Z"));
    world.people(people);

    assertInstanceOf(RunReport.InSync.class, world.runChanges());
  }

  @Test
  void theLimitIsAShareOfEverybodyAndNotOfThoseWhoChanged() throws Exception {
    try (World large = new World(home.resolve("large"))) {
      List<Person> many = new ArrayList<>(People.many(400));
      many.replaceAll(person -> person.with("updated_at", "2026-11-01T00:00:00Z"));
      large.people(many).hr().changesIn("updated_at");
      large.run();
      for (int i = 0; i < 20; i++) {
        many.set(i, many.get(i).left().with("updated_at", LATER));
      }
      large.people(many);

      Planning.Planned planned = large.planned(Planning.Scope.CHANGES);

      assertTrue(planned.verdict() instanceof Verdict.Safe, () -> planned.verdict().toString());
      assertEquals(400, planned.plan().summary().managed());
    }
  }
}
