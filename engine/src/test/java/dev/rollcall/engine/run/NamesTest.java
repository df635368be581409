// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.core.model.Kind;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import dev.rollcall.testkit.RecordingShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names are freed before they are taken again.
class NamesTest {
  private static final Person A = People.of("1", "a", "A");
  private static final Person B = People.of("2", "b", "B");
  private static final Person C = People.of("3", "c", "C");

  @TempDir private Path home;
  private World world;

  @BeforeEach
  void begin() {
    world = new World(home).people(A, B, C);
    world.run();
  }

  @AfterEach
  void end() {
    world.close();
  }

  private void converges(String... plan) throws Exception {
    assertEquals(List.of(plan), world.planLines());
    assertInstanceOf(RunReport.Applied.class, world.run());
    assertInstanceOf(RunReport.InSync.class, world.run());
  }

  @Test
  void aChainIsRenamedFromItsEnd() throws Exception {
    world.people(A.called("b"), B.called("c"), C.called("d"));

    converges("rename uid=c -> uid=d", "rename uid=b -> uid=c", "rename uid=a -> uid=b");
  }

  @Test
  void twoSwapWithATemporaryName() throws Exception {
    world.people(A.called("b").with("title", "Lead"), B.called("a"), C);

    converges(
        "rename uid=a -> uid=a-rollcall-swap",
        "rename uid=b -> uid=a",
        "rename uid=a-rollcall-swap -> uid=b");
    assertEquals(List.of("Lead"), world.directory().attributes(World.uid("b")).values("title"));
  }

  @Test
  void aRingOfThreeIsOpenedAtOnePlace() throws Exception {
    world.people(A.called("b"), B.called("c"), C.called("a"));

    converges(
        "rename uid=a -> uid=a-rollcall-swap",
        "rename uid=c -> uid=a",
        "rename uid=b -> uid=c",
        "rename uid=a-rollcall-swap -> uid=b");
  }

  @Test
  void aJoinerTakesTheLoginThatSomebodyGaveUp() throws Exception {
    world.people(A.called("x"), B, C, People.of("4", "a", "New"));

    converges("rename uid=a -> uid=x", "create uid=a");
  }

  @Test
  void aReturnerFreesTheNameBeforeItIsTaken() throws Exception {
    world.people(A, B);
    world.run();

    world.people(A.called("c"), B, C.called("d"));

    converges("enable uid=c -> uid=d", "rename uid=a -> uid=c");
  }

  @Test
  void aReturnerIsPartOfASwap() throws Exception {
    world.people(A, B);
    world.run();

    world.people(A.called("c"), B, C.called("a"));

    converges(
        "rename uid=a -> uid=a-rollcall-swap",
        "enable uid=c -> uid=a",
        "rename uid=a-rollcall-swap -> uid=c");
  }

  @Test
  void aLoginThatSomebodyElsesAccountKeepsBlocksTheWholeChain() throws Exception {
    world.account("uid=root cn=Operator");

    world.people(A.called("b"), B.called("root"), C);

    assertEquals(List.of(), world.planLines());
    assertEquals(List.of("DATA-LOGIN-TAKEN", "DATA-LOGIN-TAKEN"), World.codes(world.plan()));
  }

  @Test
  void aCapitalIsCorrected() throws Exception {
    world.people(A.called("A"), B, C);

    converges("rename uid=a -> uid=A");
  }

  @Test
  void withholdsTheRenameAndMakesTheOtherEdits() throws Exception {
    world.sketch(sketch -> sketch.without(Kind.RENAME));
    world.people(A.called("x").with("title", "Lead"), B, C);

    assertEquals(List.of("update uid=a"), world.planLines());
    assertEquals(List.of("rename uid=a (changes.rename)"), world.plan().withheld());
    assertInstanceOf(RunReport.Applied.class, world.run());
    assertEquals(List.of("rename uid=a (changes.rename)"), world.plan().withheld());
    assertInstanceOf(RunReport.InSync.class, world.run());
  }

  @Test
  void renamesWithoutOtherEditsWhereUpdatesAreNotAllowed() throws Exception {
    world.sketch(sketch -> sketch.without(Kind.UPDATE));
    world.people(A.called("x").with("title", "Lead"), B.with("title", "Lead"), C);

    assertEquals(List.of("rename uid=a -> uid=x"), world.planLines());
    world.run();
    assertEquals(List.of("Artist"), world.directory().attributes(World.uid("x")).values("title"));
    assertEquals(
        List.of("update uid=b (changes.update)", "update uid=x (changes.update)"),
        world.plan().withheld());
  }

  @Test
  void renamesOnlyWhomTheConditionAllows() throws Exception {
    world.sketch(sketch -> sketch.onlyIf(Kind.RENAME, "title == 'Lead'"));
    world.people(A.called("x").with("title", "Lead"), B.called("y"), C);

    assertEquals(List.of("rename uid=a -> uid=x"), world.planLines());
    assertEquals(List.of("rename uid=b (changes.rename)"), world.plan().withheld());
  }

  @Test
  void aNameThatIsNotFreedBecauseTheRenameIsWithheldIsNotTaken() throws Exception {
    world.sketch(sketch -> sketch.onlyIf(Kind.RENAME, "id != '1'"));
    world.people(A.called("x"), B.called("a"), C, People.of("4", "b", "New"));

    assertEquals(List.of(), world.planLines());
    assertEquals(List.of("DATA-LOGIN-TAKEN", "DATA-LOGIN-TAKEN"), World.codes(world.plan()));
  }

  @Test
  void aChainOfTwentyThousandIsNoProblem() throws Exception {
    try (World large = new World(home.resolve("large"))) {
      List<Person> shifted = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        large.account("uid=u%06d cn=X employeeNumber=%d".formatted(i, i));
        shifted.add(People.of("" + i, "u%06d".formatted(i + 1), "X"));
      }
      large.sketch(sketch -> sketch.anchorIn("employeeNumber")).people(shifted);

      assertEquals(20_000, large.plan().summary().count(Kind.RENAME));
      assertEquals(20_000, large.plan().summary().waves());
    }
  }

  @Test
  void seatsAreFreedBeforeTheyAreTaken() throws Exception {
    try (World seats = new World(home.resolve("seats"))) {
      seats.shaped(new RecordingShape().sellingSeats()).people(A, B);
      seats.run();

      seats.people(B, C);

      assertEquals(List.of("disable uid=a", "create uid=c"), seats.planLines());
    }
  }

  @Test
  void accessIsGivenBeforeItIsTakenWhereThereAreNoSeats() throws Exception {
    world.people(A.with("title", "Lead"), C, People.of("4", "d", "D"));

    assertEquals(List.of("update uid=a", "create uid=d", "disable uid=b"), world.planLines());
  }
}
