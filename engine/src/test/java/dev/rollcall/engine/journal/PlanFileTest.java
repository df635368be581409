// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFileTest {
  private static final Reason MOVED = new Reason(Reason.Why.MOVER, "said \"so\"\n\u0007 in hr");
  private static final List<Edit> EDITS =
      List.of(
          new Edit("title", List.of(), List.of("Zoë \\ \u2028 🎬", "b")),
          new Edit("mail", List.of("x"), List.of()));

  @TempDir private Path home;

  private static Subject subject(String key) {
    return new Subject(
        new AccountKey(key),
        Optional.of(new Anchor("id " + key)),
        Optional.of(new Anchor("1")),
        "A · hr 1");
  }

  private static List<Change> oneOfEachKind() {
    Subject nobody = new Subject(new AccountKey("new"), Optional.empty(), Optional.empty(), "new");
    Attributes attributes = new Attributes(new TreeMap<>(Map.of("cn", List.of("b", "a"))));
    return List.of(
        new Change.Create(nobody, attributes, MOVED),
        new Change.Rename(subject("a"), new AccountKey("b"), EDITS, MOVED),
        new Change.Update(subject("c"), EDITS, MOVED),
        new Change.Enable(subject("d"), new AccountKey("d"), List.of(), MOVED),
        new Change.Disable(subject("e"), MOVED),
        new Change.Delete(subject("f"), MOVED));
  }

  private PlanFile written(List<Change> changes) {
    try (PlanWriter writer = new PlanWriter(home.resolve("scratch"))) {
      changes.forEach(change -> writer.add(change.kind().bit(), change));
      writer.note(new Note.Link(Sort.USER, new Anchor("1"), new Anchor("x")));
      writer.note(new Note.Settled(3, 4, true));
      writer.note(new Note.Missing(Sort.GROUP, new Anchor("x")));
      writer.note(new Note.Back(Sort.USER, new Anchor("x")));
      writer.note(new Note.Opened(Sort.USER, new Anchor("x")));
      writer.problem(new Problem("ONE", Blame.DATA, "what", "why", "fix"));
      writer.problem(new Problem("TWO", Blame.DATA, "what", "why", "fix"));
      writer.withheld(Kind.RENAME, "a");
      writer.withheld(Kind.UPDATE, "b");
      writer.unmanaged("root");
      writer.unmanaged("daemon");
      writer.finish(home.resolve("x.plan"), "seed", counted -> counted);
    }
    return PlanFile.open(home.resolve("x.plan"));
  }

  @Test
  void everythingComesBackAsItWasGiven() throws Exception {
    PlanFile plan = written(oneOfEachKind());

    try (Stream<Change> changes = plan.changes()) {
      assertEquals(oneOfEachKind(), changes.toList());
    }
    try (Stream<Note> notes = plan.notes()) {
      assertEquals(5, notes.distinct().count());
    }
    assertEquals(List.of("ONE", "TWO"), plan.problems().stream().map(Problem::code).toList());
    assertEquals(List.of("rename a", "update b"), plan.withheld());
    assertEquals(List.of("daemon", "root"), plan.unmanaged());
    assertEquals(6, plan.summary().total());
    assertTrue(plan.isGenuine("seed"));
    assertEquals(List.of(home.resolve("x.plan")), files());
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(home)) {
      return files.toList();
    }
  }

  @Test
  void theOrderInWhichChangesComeMakesNoDifference() throws Exception {
    String first = Files.readString(written(oneOfEachKind()).path());
    List<Change> shuffled = new ArrayList<>(oneOfEachKind());
    Collections.shuffle(shuffled, new Random(7));

    assertEquals(first, Files.readString(written(shuffled).path()));
  }

  @Test
  void anotherChangeOrAnotherSyncIsAnotherFingerprint() {
    PlanFile all = written(oneOfEachKind());
    String fingerprint = all.summary().fingerprint();

    assertTrue(!all.isGenuine("other seed"));
    assertNotEquals(fingerprint, written(oneOfEachKind().subList(1, 6)).summary().fingerprint());
  }
}
