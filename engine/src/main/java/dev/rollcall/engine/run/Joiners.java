// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.correlation.Finder;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.plan.AccountPlanner;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Decision;
import dev.rollcall.engine.journal.PlanWriter;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Works out what becomes of people without an account, on all processors: for a new directory that
/// is everybody.
final class Joiners {
  private static final int PIECE = 500;
  private static final int PIECES_AHEAD = 8;

  private final IdentityTable identities;
  private final NamedPeople named;
  private final AccountPlanner planner;
  private final AccountModel model;
  private final Renames renames;
  private final int namingColumn;

  Joiners(
      IdentityTable identities,
      NamedPeople named,
      AccountPlanner planner,
      AccountModel model,
      Renames renames,
      int namingColumn) {
    this.identities = identities;
    this.named = named;
    this.planner = planner;
    this.model = model;
    this.renames = renames;
    this.namingColumn = namingColumn;
  }

  /// What becomes of one.
  sealed interface Joiner {
    /// The login is, and stays, another account's.
    record Taken(int row, String value, int holder) implements Joiner {}

    /// The account can be made.
    ///
    /// @param before what has to be made before it
    record Create(int row, PlanWriter.Line line, List<String> before) implements Joiner {}

    /// It cannot, or may not.
    record Not(Decision decision) implements Joiner {}
  }

  /// Gives what becomes of each row, in their order, on the calling thread.
  void decide(int[] rows, Consumer<Joiner> each) {
    if (rows.length <= PIECE) {
      decided(rows).forEach(each);
      return;
    }
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService executor =
        Executors.newFixedThreadPool(
            processors, Thread.ofPlatform().daemon().name("rollcall-joiners-", 0).factory())) {
      Deque<Future<List<Joiner>>> ahead = new ArrayDeque<>();
      for (int from = 0; from < rows.length; from += PIECE) {
        int[] piece = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + PIECE));
        ahead.add(executor.submit(() -> decided(piece)));
        if (ahead.size() == PIECES_AHEAD) {
          result(ahead.remove()).forEach(each);
        }
      }
      ahead.forEach(piece -> result(piece).forEach(each));
    }
  }

  private static List<Joiner> result(Future<List<Joiner>> piece) {
    try {
      return piece.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private List<Joiner> decided(int[] rows) {
    List<Joiner> joiners = new ArrayList<>(rows.length);
    for (int row : rows) {
      joiners.add(decided(row));
    }
    return joiners;
  }

  private Joiner decided(int row) {
    Mapped.Wanted wanted = named.in(identities.wanted(row), Optional.empty());
    Optional<Joiner> taken = taken(row, wanted);
    if (taken.isPresent()) {
      return taken.get();
    }
    Decision decision = planner.create(wanted);
    return decision instanceof Decision.Do(Change change, Optional<Decision.Withheld> _)
        ? new Joiner.Create(
            row,
            PlanWriter.line(Waves.of(change, model), change),
            model.madeBefore(change.keyAfterwards()))
        : new Joiner.Not(decision);
  }

  private Optional<Joiner> taken(int row, Mapped.Wanted wanted) {
    if (namingColumn >= 0) {
      for (String value : wanted.values().get(namingColumn)) {
        int holder = renames.holder(value, Finder.NONE);
        if (holder != Finder.NONE) {
          return Optional.of(new Joiner.Taken(row, value, holder));
        }
      }
    }
    return Optional.empty();
  }
}
