// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Unseen;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.Granted;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Applies a plan batch by batch: an intention is in the journal before the target is asked, the
/// outcome after. While the target works on one batch, the next is written down. The outcomes of a
/// second, or of many changes, are written down together: those that a killed run did not come to
/// write down are found by looking, as any other intention whose outcome nobody knows.
final class Applying {
  private static final int NAMED = 1000;
  private static final int KEPT_BACK = 20_000;
  private static final int MEMBERS_TOGETHER = 20_000;
  private static final Duration KEPT_BACK_FOR = Duration.ofSeconds(1);

  private final Target target;
  private final State state;
  private final Journal journal;
  private final Map<Sort, Links> links;
  private final InstantSource clock;
  private final Progress progress;
  private final long run;
  private final Path backup;
  private final int batchSize;
  private final Resolving resolving;
  private final RememberingGrants remembering;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private List<Early> early = new ArrayList<>();
  private long toldChanges;
  private long recorded = System.nanoTime();
  private long nextSeq = 1;
  private long applied;
  private long refused;
  private long stale;
  private long unknown;

  Applying(
      String sync,
      Target target,
      State state,
      InstantSource clock,
      Progress progress,
      long run,
      Path backup,
      int batchSize) {
    this.target = target;
    this.state = state;
    this.journal = new Journal(state, sync);
    Links people = new Links(state, sync, Sort.USER);
    Links groups = new Links(state, sync, Sort.GROUP);
    this.links = Map.of(Sort.USER, people, Sort.GROUP, groups);
    Arrivals arrivals = new Arrivals(people, groups);
    this.resolving = new Resolving(arrivals);
    this.remembering = new RememberingGrants(new Granted(state, sync), arrivals);
    this.clock = clock;
    this.progress = progress;
    this.run = run;
    this.backup = backup;
    this.batchSize = batchSize;
  }

  private record Batch(long firstSeq, List<Change> changes) {}

  private record Flight(Batch batch, Future<List<Outcome>> outcomes) {}

  private record Landed(Batch batch, List<Outcome> outcomes) {}

  /// A change that was refused because something it refers to was not there yet.
  private record Early(long seq, Change change, Problem problem) {}

  /// What is still to be written down of a batch.
  private record Told(Landed landed, Memory memory) {}

  void apply(PlanFile plan) {
    long total = plan.summary().total();
    progress.applied(0, total);
    try (Stream<PlanFile.Step> steps = plan.steps();
        ExecutorService executor =
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("rollcall-apply").factory())) {
      Iterator<List<PlanFile.Step>> batches = new Batches(steps.iterator(), batchSize);
      Optional<Flight> flying = Optional.empty();
      while (batches.hasNext()) {
        List<PlanFile.Step> next = batches.next();
        if (next.getFirst().change().subject().sort() != Sort.USER) {
          flying.map(Applying::landed).ifPresent(this::count);
          flying = Optional.empty();
          again(executor);
        }
        Batch batch = new Batch(nextSeq, next.stream().map(PlanFile.Step::change).toList());
        state.together(() -> {
          if (isDue()) {
            record();
          }
          journal.intend(run, batch.firstSeq, next, now());
        });
        nextSeq += next.size();
        flying.map(Applying::landed).ifPresent(this::count);
        progress.applied(applied + refused + stale, total);
        if (unknown > 0) {
          journal.record(run, batch.firstSeq, untouched(next.size()), now());
          flying = Optional.empty();
          break;
        }
        if (Resolving.concerns(batch.changes)) {
          record();
        }
        Callable<List<Outcome>> asked = asked(batch);
        flying = Optional.of(new Flight(batch, executor.submit(asked)));
      }
      flying.map(Applying::landed).ifPresent(this::count);
      again(executor);
      record();
      progress.applied(applied + refused + stale, total);
    }
  }

  /// Asks once more for what came too early, as long as that brings anything: a manager may have a
  /// manager who comes in the same plan.
  private void again(ExecutorService executor) {
    long before = -1;
    while (!early.isEmpty() && unknown == 0 && before != applied) {
      before = applied;
      List<Early> waiting = early;
      early = new ArrayList<>();
      for (int from = 0; from < waiting.size(); from += batchSize) {
        List<Early> some = waiting.subList(from, Math.min(from + batchSize, waiting.size()));
        if (unknown > 0) {
          early.addAll(some);
          continue;
        }
        List<Change> changes = some.stream().map(Early::change).toList();
        Future<List<Outcome>> outcomes = executor.submit(() -> target.apply(changes));
        List<Outcome> landed = landed(new Flight(new Batch(0, changes), outcomes)).outcomes;
        for (int i = 0; i < some.size(); i++) {
          Batch one = new Batch(some.get(i).seq, List.of(some.get(i).change));
          count(new Landed(one, List.of(landed.get(i))));
        }
      }
    }
    refused += early.size();
    early.forEach(each -> name(each.problem));
    early = new ArrayList<>();
  }

  private void name(Problem problem) {
    if (problems.size() < NAMED) {
      problems.add(problem);
    }
  }

  private Callable<List<Outcome>> asked(Batch batch) {
    return Resolving.concerns(batch.changes)
        ? resolving.resolved(batch.changes).by(target)
        : () -> target.apply(batch.changes);
  }

  /// Intended, but never sent: the batch before found the target gone.
  private static List<Outcome> untouched(int size) {
    Problem problem =
        new Problem(
            "RUN-NOT-SENT",
            Problem.Blame.REMOTE_SYSTEM,
            "never sent to the target",
            "the target had stopped answering before",
            "run again when it answers");
    return java.util.Collections.nCopies(size, new Outcome.Refused(problem));
  }

  private static Landed landed(Flight flight) {
    try {
      return new Landed(flight.batch, flight.outcomes.get());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private void count(Landed landed) {
    Batch batch = landed.batch;
    List<Outcome> outcomes = landed.outcomes;
    if (outcomes.size() != batch.changes.size()) {
      throw new IllegalStateException(
          "%s answered %d of %d changes"
              .formatted(target.name(), outcomes.size(), batch.changes.size()));
    }
    // All changes of a wave, and so of a batch, are of one sort.
    Memory memory = new Memory(batch.changes.getFirst().subject().sort());
    for (int i = 0; i < outcomes.size(); i++) {
      Change change = batch.changes.get(i);
      Outcome outcome = outcomes.get(i);
      switch (outcome) {
        case Outcome.Applied(Optional<Anchor> account, Optional<Unseen> unseen) -> {
          memory.done(change, account);
          unseen.ifPresent(seen -> Backup.add(seen, backup));
        }
        case Outcome.AlreadyDone(Optional<Anchor> account) -> memory.done(change, account);
        case Outcome.Stale _ -> stale++;
        case Outcome.Refused(Problem problem, boolean isEarly)
            when isEarly && early.size() < KEPT_BACK -> {
          early.add(new Early(batch.firstSeq + i, change, problem));
          continue;
        }
        case Outcome.Refused _ -> {
          refused++;
          memory.maybe(change);
        }
        case Outcome.Unavailable _ -> unknown++;
      }
      Journal.problem(outcome).ifPresent(this::name);
    }
    told.add(new Told(landed, memory));
    toldChanges += outcomes.size();
  }

  private boolean isDue() {
    return toldChanges >= KEPT_BACK || System.nanoTime() - recorded >= KEPT_BACK_FOR.toNanos();
  }

  private void record() {
    state.together(() -> {
      for (Told each : told) {
        journal.record(run, each.landed.batch.firstSeq, each.landed.outcomes, now());
        each.memory.keep();
      }
    });
    told.clear();
    toldChanges = 0;
    recorded = System.nanoTime();
  }

  private String now() {
    return clock.instant().toString();
  }

  long applied() {
    return applied;
  }

  long refused() {
    return refused;
  }

  long stale() {
    return stale;
  }

  /// How many changes nobody knows the outcome of.
  long unknown() {
    return unknown;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /// What the done changes of one batch leave to be remembered.
  private final class Memory {
    private final Sort sort;
    private final List<Links.Link> begun = new ArrayList<>();
    private final List<Links.Link> linked = new ArrayList<>();
    private final List<Anchor> closed = new ArrayList<>();
    private final List<Anchor> opened = new ArrayList<>();
    private final List<Anchor> forgotten = new ArrayList<>();
    private final List<Change.Members> given = new ArrayList<>();
    private final List<Change.Members> taken = new ArrayList<>();

    private Memory(Sort sort) {
      this.sort = sort;
    }

    private void done(Change change, Optional<Anchor> told) {
      applied++;
      Optional<Anchor> account = change.subject().account().or(() -> told);
      Optional<Anchor> owner = change.subject().owner();
      switch (change) {
        case Change.Create _ -> link(owner, account, begun);
        case Change.Rename _, Change.Update _ -> link(owner, account, linked);
        case Change.Enable _ -> {
          link(owner, account, linked);
          account.ifPresent(opened::add);
        }
        case Change.Disable _ -> {
          link(owner, account, linked);
          account.ifPresent(closed::add);
        }
        case Change.Delete _ -> {
          owner.ifPresent(forgotten::add);
          account.ifPresent(opened::add);
        }
        case Change.Members members -> {
          given.add(members);
          taken.add(members);
        }
      }
    }

    /// Some of it may be done.
    private void maybe(Change change) {
      if (change instanceof Change.Members members) {
        given.add(members);
      }
    }

    private void link(Optional<Anchor> owner, Optional<Anchor> account, List<Links.Link> into) {
      if (owner.isPresent() && account.isPresent()) {
        into.add(new Links.Link(owner.get(), account.get()));
      }
    }

    private void keep() {
      given.forEach(remembering::given);
      taken.forEach(remembering::taken);
      Links known = links.get(sort);
      if (known == null) {
        return;
      }
      known.begin(begun, now());
      known.remember(linked, now());
      known.close(closed, run);
      known.reopen(opened);
      known.forget(forgotten);
    }
  }

  /// Cuts the steps of a plan into batches that never span two waves, and that not too many people
  /// come in or go with.
  private static final class Batches implements Iterator<List<PlanFile.Step>> {
    private final Iterator<PlanFile.Step> steps;
    private final int size;
    private Optional<PlanFile.Step> pending = Optional.empty();

    private Batches(Iterator<PlanFile.Step> steps, int size) {
      this.steps = steps;
      this.size = size;
    }

    @Override
    public boolean hasNext() {
      return pending.isPresent() || steps.hasNext();
    }

    @Override
    public List<PlanFile.Step> next() {
      PlanFile.Step first = pending.orElseGet(steps::next);
      pending = Optional.empty();
      List<PlanFile.Step> batch = new ArrayList<>(size);
      batch.add(first);
      int members = members(first);
      while (batch.size() < size && members < MEMBERS_TOGETHER && steps.hasNext()) {
        PlanFile.Step step = steps.next();
        if (step.wave() != first.wave()) {
          pending = Optional.of(step);
          return batch;
        }
        batch.add(step);
        members += members(step);
      }
      return batch;
    }

    private static int members(PlanFile.Step step) {
      return step.change() instanceof Change.Members change
          ? change.added().size() + change.removed().size()
          : 0;
    }
  }
}
