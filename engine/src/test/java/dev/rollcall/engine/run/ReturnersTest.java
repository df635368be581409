// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Policy.Returners;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnersTest {
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

  private void annaLeavesAndRollcallDisablesHer() {
    world.people(TOBE);
    world.run();
    world.people(ANNA, TOBE);
  }

  @Test
  void opensTheAccountAgainWithWhatChangedMeanwhile() throws Exception {
    annaLeavesAndRollcallDisablesHer();
    world.people(ANNA.with("title", "Lead").called("a.holm"), TOBE);

    assertEquals(List.of("enable uid=a.ek -> uid=a.holm"), world.planLines());
    assertInstanceOf(RunReport.Applied.class, world.run());
    assertInstanceOf(RunReport.InSync.class, world.run());
    assertTrue(world.directory().isOpen(World.uid("a.holm")));
    assertEquals(
        List.of("Lead"), world.directory().attributes(World.uid("a.holm")).values("title"));
  }

  @Test
  void opensOnlyWhatRollcallClosedWhereItIsTold() throws Exception {
    world.sketch(sketch -> sketch.returners(Returners.IF_ROLLCALL_DISABLED_THEM));
    annaLeavesAndRollcallDisablesHer();
    world.directory().enabled(World.uid("t.abara"), false);

    assertEquals(List.of("enable uid=a.ek"), world.planLines());
    assertEquals(1, world.plan().summary().withheld());
  }

  @Test
  void opensNobodyWhereItIsTold() throws Exception {
    world.sketch(sketch -> sketch.returners(Returners.NEVER));
    annaLeavesAndRollcallDisablesHer();

    assertEquals(List.of(), world.planLines());
  }

  @Test
  void remembersThatItClosedTheAccountUntilItIsOpen() throws Exception {
    world.sketch(sketch -> sketch.returners(Returners.IF_ROLLCALL_DISABLED_THEM));
    annaLeavesAndRollcallDisablesHer();
    Problem no = new Problem("NO", Blame.REMOTE_SYSTEM, "no", "so", "wait");
    world.directory().answers(change -> change.kind() == Kind.ENABLE, new Outcome.Refused(no));
    assertInstanceOf(RunReport.InPart.class, world.run());

    world.directory().well();

    assertEquals(List.of("enable uid=a.ek"), world.planLines());
  }

  @Test
  void forgetsThatItClosedAnAccountThatSomebodyElseOpened() throws Exception {
    world.sketch(sketch -> sketch.returners(Returners.IF_ROLLCALL_DISABLED_THEM));
    annaLeavesAndRollcallDisablesHer();
    world.directory().enabled(World.uid("a.ek"), true);
    world.run();

    world.directory().enabled(World.uid("a.ek"), false);

    assertEquals(List.of(), world.planLines());
  }

  @Test
  void opensWithoutTheNewNameWhereRenamesAreNotAllowed() throws Exception {
    annaLeavesAndRollcallDisablesHer();
    world.sketch(sketch -> sketch.without(Kind.RENAME));
    world.people(ANNA.with("title", "Lead").called("a.holm"), TOBE);

    assertEquals(List.of("enable uid=a.ek"), world.planLines());
    world.run();
    assertEquals(List.of("Lead"), world.directory().attributes(World.uid("a.ek")).values("title"));
  }
}
