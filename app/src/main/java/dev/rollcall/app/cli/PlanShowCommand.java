// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.PlanFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a plan that was made before.")
final class PlanShowCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The plan's file.")
  private Path file = Path.of("");

  @Option(names = "--changes", description = "Every change as JSON, one a line.")
  private boolean changes;

  @Option(names = "--kind", paramLabel = "KIND", description = "Only this kind of change.")
  private List<Kind> kinds = List.of();

  @Option(names = "--remarks", description = "Problems, changes not allowed, unmanaged accounts.")
  private boolean remarks;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many are shown at the most.")
  private int limit = Integer.MAX_VALUE;

  @Option(names = "--json", description = "The summary as JSON.")
  private boolean json;

  PlanShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlanFile plan = PlanFile.open(console.path(file));
    if (remarks) {
      for (Problem problem : plan.problems()) {
        Shown.problem("problem", problem).forEach(console::line);
      }
      plan.withheld().forEach(text -> console.line("not allowed  " + Shown.text(text)));
      plan.unmanaged().forEach(key -> console.line("unmanaged  " + Shown.text(key)));
    } else if (changes || !kinds.isEmpty()) {
      print(plan);
    } else if (json) {
      console.line(PlanJson.plan(plan.summary(), "", plan.problems(), Map.of("plan", file)));
    } else {
      new PlanText(console, Math.min(limit, 10)).print(plan);
    }
    return Exit.DONE;
  }

  private void print(PlanFile plan) {
    try (Stream<Change> all = plan.changes()) {
      all.filter(change -> kinds.isEmpty() || kinds.contains(change.kind()))
          .limit(limit)
          .map(change -> changes || json ? PlanJson.change(change) : ChangeText.line(change))
          .forEach(console::line);
    }
  }
}
