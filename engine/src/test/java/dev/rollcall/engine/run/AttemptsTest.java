// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final List<String> tables = new ArrayList<>();

  @Test
  void beginsAnewIntoAnEmptyTableWhenAReadBrokeMidway() throws Exception {
    Problem lost = problem(Blame.REMOTE_SYSTEM);

    int reads = read(() -> ReadFailed.midway(lost, new IllegalStateException()), 1);

    assertEquals(2, reads);
    assertEquals(List.of("made", "closed", "made"), tables);
  }

  @Test
  void beginsAnewOnlyOnce() {
    Problem lost = problem(Blame.REMOTE_SYSTEM);

    assertThrows(
        ReadFailed.class,
        () -> read(() -> ReadFailed.midway(lost, new IllegalStateException()), 2));
    assertEquals(List.of("made", "closed", "made", "closed"), tables);
  }

  @Test
  void doesNotRepeatWhatNeverBegan() {
    assertThrows(
        ReadFailed.class, () -> read(() -> new ReadFailed(problem(Blame.REMOTE_SYSTEM)), 1));
    assertEquals(List.of("made", "closed"), tables);
  }

  /// How often it was read.
  private int read(Supplier<ReadFailed> failure, int failures) throws ReadFailed {
    int[] reads = new int[1];
    new Attempts(Progress.SILENT)
        .<AutoCloseable>twice(
            "people",
            () -> {
              tables.add("made");
              return () -> tables.add("closed");
            },
            _ -> {},
            (_, _) -> {
              if (reads[0]++ < failures) {
                throw failure.get();
              }
              return new CompleteRead(0, 1, "whole", Optional.empty());
            });
    return reads[0];
  }

  private static Problem problem(Blame blame) {
    return new Problem("LOST", blame, "the connection was lost", "it was", "run again");
  }
}
