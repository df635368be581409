// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.State;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Finishes what a killed run began: an account has its new name, and what refers to it may still
/// hold the old one. The journal knows both.
final class Mending {
  private Mending() {}

  /// Before the intentions are settled, so that a run that is killed here is followed by one that
  /// does it again.
  static List<Problem> mend(PlanFile plan, Target target, State state) throws ReadFailed {
    List<Journal.Open> open = new Journal(state, plan.summary().sync()).open();
    if (open.isEmpty()) {
      return List.of();
    }
    Set<List<Long>> made = new HashSet<>();
    try (Stream<Note> notes = plan.notes()) {
      notes.forEach(note -> {
        if (note instanceof Note.Settled(long run, long seq, boolean isMade) && isMade) {
          made.add(List.of(run, seq));
        }
      });
    }
    List<Change> changes =
        open.stream()
            .filter(each -> made.contains(List.of(each.run(), each.seq())))
            .map(Journal.Open::change)
            .filter(change -> !(change instanceof Change.Members))
            .toList();
    return changes.isEmpty() ? List.of() : target.mend(changes);
  }
}
