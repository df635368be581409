// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.ChangeJson;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Runs;
import dev.rollcall.engine.journal.State;
import dev.rollcall.engine.run.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "What one run intended, why, and what came of it.")
final class ShowCommand implements Callable<Integer> {
  private static final int PAGE = 1000;

  private final Console console;
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "RUN", description = "The run's number, from 'rollcall history'.")
  private long number;

  @Option(names = "--kind", paramLabel = "KIND", description = "Only this kind of change.")
  private List<Kind> kinds = List.of();

  @Option(names = "--failed", description = "Only what was not applied.")
  private boolean failed;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many changes; 50 unless given.")
  private int limit = 50;

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    Workspace workspace =
        new Workspace(configuration.state().path(), configuration.state().plans());
    try (State state = State.open(workspace.store())) {
      Runs.Run run = new Runs(state).find(number).orElseThrow(this::unknown);
      if (common.json()) {
        console.line(HistoryCommand.json(run));
      } else {
        console.line(
            "run %d of %s, %s, %s: %s applied, %s not"
                .formatted(
                    run.id(),
                    run.sync(),
                    run.started().substring(0, Math.min(19, run.started().length())),
                    run.result(),
                    Shown.number(run.applied()),
                    Shown.number(run.refused())));
        console.line("plan " + console.typed(Path.of(run.plan())));
        console.line("image from before " + console.typed(Path.of(run.backup())));
      }
      entries(new Journal(state, run.sync()));
    }
    return Exit.DONE;
  }

  private Halt unknown() {
    return new Halt(
        new Problem(
            "CLI-NO-RUN",
            Blame.OPERATOR,
            "there is no run " + number,
            "the state of this configuration does not know it",
            "look up its number: rollcall history"));
  }

  private void entries(Journal journal) {
    long from = 0;
    long shown = 0;
    List<Journal.Entry> page = journal.entries(number, from, PAGE);
    while (!page.isEmpty() && shown < limit) {
      for (Journal.Entry entry : page) {
        if (wanted(entry) && shown < limit) {
          console.line(common.json() ? json(entry) : text(entry));
          shown++;
        }
        from = entry.seq() + 1;
      }
      page = journal.entries(number, from, PAGE);
    }
  }

  private boolean wanted(Journal.Entry entry) {
    boolean done = entry.outcome().filter(List.of("applied", "already done")::contains).isPresent();
    return (kinds.isEmpty() || kinds.contains(entry.change().kind())) && !(failed && done);
  }

  private static String text(Journal.Entry entry) {
    String line =
        "%6d  %-12s %-8s %-8s %s"
            .formatted(
                entry.seq(),
                entry.outcome().orElse("unknown"),
                entry.change().kind().word(),
                entry.change().reason().why().word(),
                ChangeText.line(entry.change()));
    return entry.detail().isEmpty()
        ? line
        : line + "\n          " + Shown.text(entry.detail().replace("\n", "; "));
  }

  private static String json(Journal.Entry entry) {
    return PlanJson.object(json -> {
      json.writeNumberProperty("run", entry.run());
      json.writeNumberProperty("seq", entry.seq());
      json.writeStringProperty("outcome", entry.outcome().orElse("unknown"));
      json.writeStringProperty("code", entry.code());
      json.writeStringProperty("detail", entry.detail());
      ChangeJson.write(json, entry.change());
    });
  }
}
