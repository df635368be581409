// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaversTest {
  private static final Person ANNA = People.of("1", "a.ek", "Anna");
  private static final Person TOBE = People.of("2", "t.abara", "Tobe");

  @TempDir private Path home;
  private World world;

  @BeforeEach
  void begin() {
    world = new World(home).people(ANNA, TOBE);
    world.run();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void disablesWhoIsMarkedAndSaysWhy() throws Exception {
    world.people(ANNA.left(), TOBE);

    try (Stream<Change> changes = world.plan().changes()) {
      Change change = changes.findFirst().orElseThrow();

      assertEquals("disable uid=a.ek", World.line(change));
      assertEquals("leaver", change.reason().why().word());
      assertEquals("status is 'left' in hr", change.reason().because());
      assertEquals("Anna · hr 1", change.subject().label());
    }
  }

  @Test
  void saysWhichKeysForProgramsAreLeftBehind() throws Exception {
    world.directory().key(World.uid("a.ek"), "nightly", "publisher").key(World.uid("t.abara"), "x");
    world.people(ANNA.left(), TOBE);

    List<Problem> problems = world.plan().problems();

    assertEquals(List.of("PLAN-API-KEYS"), problems.stream().map(Problem::code).toList());
    assertEquals(
        "uid=a.ek of 'directory' is to be disabled and has API keys: nightly, publisher",
        problems.getFirst().what());
    world.run();
    assertEquals(List.of(), world.plan().problems());
  }

  @Test
  void disablesWhoVanishedAndSaysWhy() throws Exception {
    world.people(TOBE);

    try (Stream<Change> changes = world.plan().changes()) {
      Change change = changes.findFirst().orElseThrow();

      assertEquals("disable uid=a.ek", World.line(change));
      assertEquals("no longer in hr", change.reason().because());
    }
  }

  @Test
  void disablesOnceAndHasNothingToDoAfterwards() {
    world.people(TOBE);

    assertInstanceOf(RunReport.Applied.class, world.run());
    assertInstanceOf(RunReport.InSync.class, world.run());
    assertFalse(world.directory().isOpen(World.uid("a.ek")));
  }

  @Test
  void waitsSevenDaysBeforeItDisables() throws Exception {
    world.sketch(sketch -> sketch.disablesAfter(7)).people(TOBE);
    world.run();

    assertEquals(List.of(), world.daysLater(6).planLines());
    assertEquals(List.of("disable uid=a.ek"), world.daysLater(1).planLines());
  }

  @Test
  void startsTheClockAgainForWhoWasBackInBetween() throws Exception {
    world.sketch(sketch -> sketch.disablesAfter(7)).people(TOBE);
    world.run();
    world.daysLater(6).people(ANNA, TOBE);
    world.run();
    world.people(TOBE);
    world.run();

    assertEquals(List.of(), world.daysLater(6).planLines());
    assertEquals(List.of("disable uid=a.ek"), world.daysLater(1).planLines());
  }

  @Test
  void deletesNinetyDaysAfterSomebodyIsMissing() throws Exception {
    world.sketch(sketch -> sketch.deletesAfter(90)).people(TOBE);
    world.run();

    assertEquals(List.of(), world.daysLater(89).planLines());
    assertEquals(List.of("delete uid=a.ek"), world.daysLater(1).planLines());
    assertInstanceOf(RunReport.Applied.class, world.run());
    assertEquals(1, world.directory().lines().size());
    assertInstanceOf(RunReport.InSync.class, world.run());
  }

  @Test
  void deletesWithoutDisablingWhereThatIsWhatTheConfigurationSays() throws Exception {
    world.sketch(sketch -> sketch.neverDisables().deletesAfter(90)).people(TOBE);
    world.run();

    assertEquals(List.of(), world.daysLater(89).planLines());
    assertEquals(List.of("delete uid=a.ek"), world.daysLater(1).planLines());
  }

  @Test
  void neverDeletesAnAccountThatSomebodyElseDisabled() throws Exception {
    world.sketch(sketch -> sketch.deletesAfter(90)).people(TOBE);
    world.directory().enabled(World.uid("a.ek"), false);
    world.run();

    assertEquals(List.of(), world.daysLater(200).planLines());
  }

  @Test
  void createsTheAccountOfSomebodyWhoReturnsAfterItIsDeleted() throws Exception {
    world.sketch(sketch -> sketch.deletesAfter(0)).people(TOBE);
    world.run();
    world.run();

    world.people(ANNA, TOBE);

    assertEquals(List.of("create uid=a.ek"), world.planLines());
  }

  @Test
  void disablesOnlyWhereTheAccountMeetsTheCondition() throws Exception {
    world.sketch(sketch -> sketch.closesOnlyIf(Kind.DISABLE, "title != 'Founder'"));
    world.directory().meddle(World.uid("a.ek"), "title", "Founder");

    world.people(People.of("3", "new", "New"));

    assertEquals(List.of("create uid=new", "disable uid=t.abara"), world.planLines());
    assertEquals(1, world.plan().summary().withheld());
  }

  @Test
  void withholdsWhatTheSyncMayNotDo() throws Exception {
    world.sketch(sketch -> sketch.without(Kind.DISABLE)).people(TOBE);

    assertEquals(List.of(), world.planLines());
    assertEquals(List.of("disable uid=a.ek (changes.disable)"), world.plan().withheld());
  }

  @Test
  void treatsUnmanagedAccountsAsLeaversWhereItIsTold() throws Exception {
    world.account("uid=old cn=Old");

    assertEquals(List.of(), world.planLines());
    assertEquals(
        List.of("disable uid=old"),
        World.lines(world.sketch(SyncSketch::treatsUnmanagedAsLeavers).plan()));
  }

  @Test
  void aLeaverWhoseLoginIsGivenToAJoinerStillLosesTheAccount() throws Exception {
    world.people(ANNA.left(), TOBE, People.of("3", "a.ek", "Aron Ek"));

    assertEquals(List.of("disable uid=a.ek"), world.planLines());
    assertEquals(List.of("DATA-ACCOUNT-TAKEN"), World.codes(world.plan()));
    assertTrue(world.directory().isOpen(World.uid("a.ek")));
  }

  @Test
  void whoVanishedIsLeftAloneWhenANewAnchorHasTheSameLogin() throws Exception {
    world.people(People.of("77", "a.ek", "Anna"), TOBE);

    assertEquals(List.of(), world.planLines());
    assertEquals(List.of("DATA-ACCOUNT-TAKEN"), World.codes(world.plan()));
  }

  @Test
  void relinksWhoVanishedToTheNewAnchorWhereItIsTold() throws Exception {
    world.sketch(SyncSketch::relinking).people(People.of("77", "a.ek", "Anna"), TOBE);
    assertInstanceOf(RunReport.InSync.class, world.run());

    world.people(People.of("77", "a.holm", "Anna"), TOBE);

    assertEquals(List.of("rename uid=a.ek -> uid=a.holm"), world.planLines());
  }
}
