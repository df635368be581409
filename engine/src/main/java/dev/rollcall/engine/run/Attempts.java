// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Reads a side into a table, whole or not at all, and tells how far it is. A connection that was
/// lost in the middle is worth one more try, from the start: two halves of different reads are
/// never joined.
final class Attempts {
  private static final int TELL_EVERY = 1000;

  private final Progress progress;
  private final AtomicBoolean given = new AtomicBoolean();

  Attempts(Progress progress) {
    this.progress = progress;
  }

  /// What was read, and the proof.
  record Side<T>(T table, CompleteRead read) {}

  /// One read.
  interface Read<T> {
    /// @param counted to be called for each that is delivered
    CompleteRead into(T table, Runnable counted) throws ReadFailed;
  }

  /// @param what what is read, for people
  /// @param seal ends the filling of a table
  <T extends AutoCloseable> Side<T> twice(
      String what, Supplier<T> table, Consumer<T> seal, Read<T> read) throws ReadFailed {
    try {
      return once(what, table, seal, read);
    } catch (LostMidway lost) {
      return again(what, table, seal, read);
    }
  }

  /// Whatever is being read is of no use any more.
  void giveUp() {
    given.set(true);
  }

  private <T extends AutoCloseable> Side<T> again(
      String what, Supplier<T> table, Consumer<T> seal, Read<T> read) throws ReadFailed {
    try {
      return once(what, table, seal, read);
    } catch (LostMidway lost) {
      throw lost.failure;
    }
  }

  private <T extends AutoCloseable> Side<T> once(
      String what, Supplier<T> fresh, Consumer<T> seal, Read<T> read)
      throws ReadFailed, LostMidway {
    T table = fresh.get();
    long[] count = new long[1];
    try {
      CompleteRead proof =
          read.into(
              table,
              () -> {
                if (++count[0] % TELL_EVERY == 0) {
                  tell(what, count[0]);
                }
              });
      progress.read(what, count[0]);
      seal.accept(table);
      return new Side<>(table, proof);
    } catch (ReadFailed failure) {
      closed(table);
      boolean midway = failure.isMidway() || count[0] > 0;
      if (midway && failure.problem().blame() == Blame.REMOTE_SYSTEM && !given.get()) {
        throw new LostMidway(failure);
      }
      throw failure;
    } catch (RuntimeException failure) {
      closed(table);
      throw failure;
    }
  }

  private void tell(String what, long count) {
    if (given.get()) {
      throw new Abandoned();
    }
    progress.read(what, count);
  }

  private static void closed(AutoCloseable table) {
    try {
      table.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static final class LostMidway extends Exception {
    private static final long serialVersionUID = 1L;
    private final ReadFailed failure;

    private LostMidway(ReadFailed failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
