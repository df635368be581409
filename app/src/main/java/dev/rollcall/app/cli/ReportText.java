// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.run.RunReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What came of a run, for people and for programs.
final class ReportText {
  private final Console console;
  private final boolean json;
  private final int limit;
  private final String config;

  /// @param config what has to be typed again to use the same configuration
  ReportText(Console console, boolean json, int limit, String config) {
    this.console = console;
    this.json = json;
    this.limit = limit;
    this.config = config;
  }

  /// Prints it and gives the exit code.
  int print(String sync, RunReport report) {
    if (json) {
      printJson(sync, report);
    } else {
      printText(sync, report);
    }
    return switch (report) {
      case RunReport.InSync in -> Exit.of(in.plan());
      case RunReport.Applied applied -> Exit.of(applied.plan());
      case RunReport.InPart part -> Exit.graver(Exit.PART, Exit.of(part.plan()));
      case RunReport.BrokenOff broken -> broken.applied() > 0 ? Exit.PART : Exit.REMOTE;
      case RunReport.Blocked _ -> Exit.BLOCKED;
      case RunReport.Unread unread -> Exit.of(unread.problem());
    };
  }

  private void printText(String sync, RunReport report) {
    switch (report) {
      case RunReport.InSync(PlanFile plan) -> {
        new PlanText(console, limit).print(plan);
        console.line(sync + ": nothing to do");
      }
      case RunReport.Applied applied -> {
        new PlanText(console, limit).print(applied.plan());
        problems(applied.problems(), console::warning);
        console.line(
            "%s: %s applied (run %d)"
                .formatted(
                    sync, Shown.count(applied.applied(), "change", "changes"), applied.run()));
        image(applied.backup());
      }
      case RunReport.InPart part -> {
        new PlanText(console, limit).print(part.plan());
        problems(part.problems(), console::problem);
        console.line(
            "%s: %s applied, %s refused, %s stale (run %d): rollcall show %d"
                .formatted(
                    sync,
                    Shown.number(part.applied()),
                    Shown.number(part.refused()),
                    Shown.number(part.stale()),
                    part.run(),
                    part.run()));
        image(part.backup());
      }
      case RunReport.BrokenOff broken -> {
        problems(broken.problems(), console::problem);
        console.line(
            "%s: broken off: %s known to be done, %s open (run %d); the next run finds out and goes on"
                .formatted(
                    sync,
                    Shown.count(broken.applied(), "change", "changes"),
                    Shown.number(broken.left()),
                    broken.run()));
        image(broken.backup());
      }
      case RunReport.Blocked blocked -> {
        blocked.plan().ifPresent(plan -> new PlanText(console, limit).print(plan));
        blocked.problems().forEach(console::problem);
        blocked
            .plan()
            .filter(_ -> approvable(blocked))
            .ifPresent(
                plan -> new PlanText(console, limit).approval(plan, blocked.problems(), config));
        console.line(sync + ": nothing was written");
      }
      case RunReport.Unread(Problem problem) -> {
        console.problem(problem);
        console.line(sync + ": nothing was planned and nothing written");
      }
    }
  }

  /// Only limits name the command that passes them.
  private static boolean approvable(RunReport.Blocked blocked) {
    return blocked.problems().stream().anyMatch(problem -> problem.fix().contains(" --approve"));
  }

  private void image(String backup) {
    console.line("image from before: " + console.typed(Path.of(backup)));
  }

  private void problems(List<Problem> problems, Consumer<Problem> say) {
    Map<Problem, Integer> counted = new LinkedHashMap<>();
    problems.forEach(problem -> counted.merge(problem, 1, Integer::sum));
    counted.entrySet().stream()
        .limit(limit)
        .forEach(each -> {
          say.accept(each.getKey());
          if (each.getValue() > 1) {
            console.err().println("  the same for " + Shown.number(each.getValue()) + " changes");
          }
        });
  }

  private void printJson(String sync, RunReport report) {
    Map<String, Object> more = new HashMap<>();
    switch (report) {
      case RunReport.InSync(PlanFile plan) -> json(plan, "in sync", List.of(), more);
      case RunReport.Applied applied -> {
        more.put("run", applied.run());
        more.put("applied", applied.applied());
        more.put("backup", applied.backup());
        json(applied.plan(), "applied", applied.problems(), more);
      }
      case RunReport.InPart part -> {
        more.put("run", part.run());
        more.put("applied", part.applied());
        more.put("refused", part.refused());
        more.put("stale", part.stale());
        more.put("backup", part.backup());
        json(part.plan(), "applied in part", part.problems(), more);
      }
      case RunReport.BrokenOff broken -> {
        more.put("run", broken.run());
        more.put("applied", broken.applied());
        more.put("left", broken.left());
        more.put("backup", broken.backup());
        json(broken.plan(), "broken off", broken.problems(), more);
      }
      case RunReport.Blocked blocked ->
          blocked
              .plan()
              .ifPresentOrElse(
                  plan -> json(plan, "blocked", blocked.problems(), more),
                  () -> console.line(PlanJson.problems(sync, "blocked", blocked.problems())));
      case RunReport.Unread(Problem problem) ->
          console.line(PlanJson.problems(sync, "not read whole", List.of(problem)));
    }
  }

  private void json(
      PlanFile plan, String result, List<Problem> problems, Map<String, Object> more) {
    more.put("result", result);
    console.line(
        PlanJson.plan(
            plan.summary(),
            result.equals("blocked") ? "blocked" : "safe",
            Stream.concat(plan.problems().stream(), problems.stream().distinct()).toList(),
            more));
  }
}
