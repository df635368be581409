// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.guard.Guard;
import dev.rollcall.core.guard.Verdict;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.Runs;
import dev.rollcall.engine.journal.State;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run: read both sides, plan, judge, write or stop.
public final class SyncRun {
  private static final Logger LOG = LoggerFactory.getLogger(SyncRun.class);

  private final Sync sync;
  private final State state;
  private final Workspace workspace;
  private final InstantSource clock;
  private final Progress progress;
  private final Planning planning;

  public SyncRun(
      Sync sync, State state, Workspace workspace, InstantSource clock, Progress progress) {
    this.sync = sync;
    this.state = state;
    this.workspace = workspace;
    this.clock = clock;
    this.progress = progress;
    this.planning = new Planning(state, workspace, clock, progress);
  }

  /// Plans and applies within limits.
  public RunReport run(Source source, Target target, Planning.Scope scope) {
    try (RunLock _ = RunLock.take(workspace, sync.name())) {
      workspace.sweep(clock.instant());
      Planning.Planned planned = planning.plan(sync, source, target, scope, Optional.empty());
      return judged(planned, target, "run", new RunMode.WithinLimits());
    } catch (ReadFailed failure) {
      return new RunReport.Unread(failure.problem());
    }
  }

  /// Applies exactly this plan, unless it is stale.
  public RunReport apply(PlanFile plan, Target target, RunMode mode) {
    try (RunLock _ = RunLock.take(workspace, sync.name())) {
      Optional<Problem> stale = planning.stale(sync, plan);
      if (stale.isPresent()) {
        return new RunReport.Blocked(Optional.empty(), List.of(stale.get()));
      }
      Verdict verdict = Planning.judge(sync, plan.summary());
      return judged(new Planning.Planned(plan, verdict), target, "apply", mode);
    } catch (ReadFailed failure) {
      return new RunReport.Unread(failure.problem());
    }
  }

  private RunReport judged(Planning.Planned planned, Target target, String how, RunMode mode)
      throws ReadFailed {
    return switch (planned.verdict()) {
      case Verdict.Forbidden(List<Problem> problems) ->
          new RunReport.Blocked(Optional.of(planned.plan()), problems);
      case Verdict.NeedsApproval(List<Problem> problems) ->
          problems.stream().allMatch(problem -> approved(mode, problem, planned.plan()))
              ? written(planned.plan(), target, how)
              : new RunReport.Blocked(Optional.of(planned.plan()), problems);
      case Verdict.Safe _ -> written(planned.plan(), target, how);
    };
  }

  private static boolean approved(RunMode mode, Problem problem, PlanFile plan) {
    return switch (mode) {
      case RunMode.WithinLimits _ -> false;
      case RunMode.Approved(Optional<String> limits, Optional<String> administrators) ->
          (problem.code().equals(Guard.ADMINISTRATORS) ? administrators : limits)
              .filter(given -> given.length() >= 8)
              .filter(plan.summary().fingerprint()::startsWith)
              .isPresent();
    };
  }

  private RunReport written(PlanFile plan, Target target, String how) throws ReadFailed {
    Mending.mend(plan, target, state)
        .forEach(problem -> LOG.warn("{}: {}", sync.name(), problem.text()));
    Remembering.notes(plan, state, now());
    Runs runs = new Runs(state);
    if (plan.summary().total() == 0) {
      moveCursor(runs, plan, 0);
      return new RunReport.InSync(plan);
    }
    int batchSize = target.model().batchSize();
    long run = runs.start(sync.name(), how, now());
    String backup = backedUp(runs, run, plan, target);
    runs.planned(run, plan.summary().fingerprint(), plan.path().toString(), backup);
    LOG.info("{}: run {} begins, with the plan {}", sync.name(), run, plan.path());
    LOG.info("{}: image from before is in {}", sync.name(), backup);
    runs.advance(sync.name());
    Applying applying =
        new Applying(sync.name(), target, state, clock, progress, run, Path.of(backup), batchSize);
    applying.apply(plan);
    runs.advance(sync.name());
    RunReport report = report(plan, run, applying, backup);
    finish(runs, report, run, plan, applying);
    return report;
  }

  private String backedUp(Runs runs, long run, PlanFile plan, Target target) throws ReadFailed {
    try {
      Path backup = workspace.backup(sync.name() + "-" + run + target.backupEnding());
      Backup.of(plan, target, backup);
      return backup.toString();
    } catch (ReadFailed | Halt failure) {
      runs.finish(run, "failed", 0, 0, now());
      throw failure;
    }
  }

  private RunReport report(PlanFile plan, long run, Applying applying, String backup) {
    long done = applying.applied();
    if (applying.unknown() > 0) {
      return new RunReport.BrokenOff(
          plan, run, done, plan.summary().total() - done, applying.problems(), backup);
    }
    if (applying.refused() + applying.stale() > 0) {
      return new RunReport.InPart(
          plan, run, done, applying.refused(), applying.stale(), applying.problems(), backup);
    }
    return new RunReport.Applied(plan, run, done, applying.problems(), backup);
  }

  private void finish(Runs runs, RunReport report, long run, PlanFile plan, Applying applying) {
    String result =
        switch (report) {
          case RunReport.Applied _ -> "applied";
          case RunReport.InPart _ -> "applied in part";
          case RunReport.BrokenOff _ -> "broken off";
          case RunReport.InSync _, RunReport.Blocked _, RunReport.Unread _ -> "nothing written";
        };
    runs.finish(run, result, applying.applied(), applying.refused() + applying.stale(), now());
    LOG.info(
        "{}: run {} ends, {}: {} applied, {} refused, {} stale, {} unknown",
        sync.name(),
        run,
        result,
        applying.applied(),
        applying.refused(),
        applying.stale(),
        applying.unknown());
    if (report instanceof RunReport.Applied) {
      moveCursor(runs, plan, run);
    }
  }

  private void moveCursor(Runs runs, PlanFile plan, long run) {
    if (!plan.summary().cursor().isEmpty()) {
      runs.moveCursor(sync.name(), plan.summary().cursor(), run);
    }
  }

  private String now() {
    return clock.instant().toString();
  }
}
