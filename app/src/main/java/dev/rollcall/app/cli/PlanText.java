// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.guard.Guard;
import dev.rollcall.core.guard.Verdict;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.Holdings;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.PlanSummary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// A plan for people.
final class PlanText {
  private final Console console;
  private final int limit;

  /// @param limit how many changes of each kind are shown
  PlanText(Console console, int limit) {
    this.console = console;
    this.limit = limit;
  }

  void print(PlanFile plan) {
    PlanSummary summary = plan.summary();
    console.line(
        "%s   %s (%s) → %s (%s)   %s, %s, %s, %s s"
            .formatted(
                summary.sync(),
                summary.source(),
                Shown.text(summary.sourceKind()),
                summary.target(),
                Shown.text(summary.targetKind()),
                Shown.count(summary.identities(), "identity", "identities"),
                Shown.count(summary.accounts(), "account", "accounts"),
                summary.partial() ? "only what changed was read" : "both read whole",
                String.format(Locale.ROOT, "%.1f", summary.seconds())));
    console.line("");
    changes(plan);
    console.line(
        "  unchanged %s · unmanaged %s · problems %s%s"
            .formatted(
                Shown.number(summary.unchanged()),
                Shown.number(summary.unmanaged()),
                Shown.number(summary.problems()),
                summary.withheld() == 0
                    ? ""
                    : " · not allowed " + Shown.number(summary.withheld())));
    held(summary);
    console.line("");
    remarks(plan);
    if (summary.partial()) {
      console.line("only a whole run finds people who vanished: rollcall run");
    }
  }

  /// What becomes of memberships and roles.
  private void held(PlanSummary summary) {
    Holdings held = summary.held();
    if (held.equals(Holdings.NONE)) {
      return;
    }
    console.line(
        "  %s in %s, %s in %s · memberships +%s −%s%s"
            .formatted(
                Shown.count(held.source(), "group", "groups"),
                summary.source(),
                Shown.number(held.target()),
                summary.target(),
                Shown.number(held.added()),
                Shown.number(held.removed()),
                held.outside() == 0
                    ? ""
                    : " · members without account " + Shown.number(held.outside())));
  }

  private void changes(PlanFile plan) {
    Map<Kind, List<Change>> shown = new EnumMap<>(Kind.class);
    int kept = Math.max(1, limit);
    if (plan.summary().total() > 0) {
      try (Stream<Change> changes = plan.changes()) {
        int full = 0;
        for (Iterator<Change> each = changes.iterator(); each.hasNext() && full < kinds(plan); ) {
          Change change = each.next();
          List<Change> some = shown.computeIfAbsent(change.kind(), _ -> new ArrayList<>());
          if (some.size() < kept) {
            some.add(change);
            full += some.size() == Math.min(kept, plan.summary().count(change.kind())) ? 1 : 0;
          }
        }
      }
    }
    shown.forEach((kind, some) -> group(plan, kind, some));
  }

  private static int kinds(PlanFile plan) {
    return (int) plan.summary().changes().values().stream().filter(count -> count > 0).count();
  }

  private void group(PlanFile plan, Kind kind, List<Change> some) {
    long count = plan.summary().count(kind);
    console.line(
        "  %-8s %s   %s"
            .formatted(kind.words(), Shown.number(count), some.getFirst().reason().why().word()));
    some.stream().limit(limit).forEach(change -> console.line("    " + ChangeText.line(change)));
    if (count > limit) {
      console.line(
          "    … %s more: rollcall plan show %s --kind %s"
              .formatted(Shown.number(count - limit), console.typed(plan.path()), kind.word()));
    }
    console.line("");
  }

  private void remarks(PlanFile plan) {
    PlanSummary summary = plan.summary();
    if (summary.problems() > 0) {
      List<Problem> problems = plan.problems();
      for (Problem problem : problems.subList(0, Math.min(problems.size(), limit))) {
        Shown.problem("problem", problem).forEach(console::line);
      }
      more("problems", summary.problems(), limit, plan);
    }
    if (summary.withheld() > 0) {
      plan.withheld().stream()
          .limit(limit)
          .forEach(text -> console.line("not allowed  " + Shown.text(text)));
      more("changes that are not allowed", summary.withheld(), limit, plan);
    }
    if (summary.unmanaged() > 0) {
      plan.unmanaged().stream()
          .limit(limit)
          .forEach(key -> console.line("unmanaged  " + Shown.text(key) + "  (never touched)"));
      more("unmanaged accounts", summary.unmanaged(), limit, plan);
    }
  }

  private void more(String what, long count, int shown, PlanFile plan) {
    if (count > shown) {
      console.line(
          "… %s more %s: rollcall plan show %s --remarks"
              .formatted(Shown.number(count - shown), what, console.typed(plan.path())));
    }
    console.line("");
  }

  /// What the guards say, and the command that applies the plan.
  void verdict(PlanFile plan, Verdict verdict, String config) {
    switch (verdict) {
      case Verdict.Safe(List<String> evidence) -> {
        evidence.forEach(line -> console.line("safe: " + Shown.text(line)));
        console.line(
            plan.summary().total() == 0
                ? "nothing to do"
                : next(plan, "apply exactly this", config));
      }
      case Verdict.NeedsApproval(List<Problem> problems) -> {
        problems.forEach(console::problem);
        approval(plan, problems, config);
      }
      case Verdict.Forbidden(List<Problem> problems) -> problems.forEach(console::problem);
    }
  }

  /// The command that applies a plan although it is over a limit.
  ///
  /// @param problems what the guards say
  void approval(PlanFile plan, List<Problem> problems, String config) {
    console.line(
        next(plan, "if the plan is right", config)
            + (plan.summary().foreseen() ? "" : approvals(plan, problems)));
  }

  private static String approvals(PlanFile plan, List<Problem> problems) {
    String fingerprint = plan.summary().shortFingerprint();
    boolean administrators =
        problems.stream().anyMatch(each -> each.code().equals(Guard.ADMINISTRATORS));
    boolean limits = problems.stream().anyMatch(each -> !each.code().equals(Guard.ADMINISTRATORS));
    return (limits ? " --approve " + fingerprint : "")
        + (administrators ? " --approve-admin " + fingerprint : "");
  }

  private String next(PlanFile plan, String introduction, String config) {
    return plan.summary().foreseen()
        ? "this is what comes after the plan above; then:  rollcall plan %s--sync %s"
            .formatted(config, plan.summary().sync())
        : introduction + ":  rollcall apply " + config + console.typed(plan.path());
  }
}
