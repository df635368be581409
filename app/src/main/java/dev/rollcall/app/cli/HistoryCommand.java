// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.engine.journal.Runs;
import dev.rollcall.engine.journal.State;
import dev.rollcall.engine.run.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "The runs that wrote, newest first.")
final class HistoryCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private Common common = new Common();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many runs; 20 unless given.")
  private int limit = 20;

  HistoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    List<String> names = common.syncs(configuration).stream().map(sync -> sync.name()).toList();
    Workspace workspace =
        new Workspace(configuration.state().path(), configuration.state().plans());
    try (State state = State.open(workspace.store())) {
      List<Runs.Run> runs =
          new Runs(state)
              .newest("", Integer.MAX_VALUE).stream()
                  .filter(run -> names.contains(run.sync()))
                  .limit(limit)
                  .toList();
      if (runs.isEmpty() && !common.json()) {
        console.line("no run has written yet");
      }
      runs.forEach(run -> console.line(common.json() ? json(run) : text(run)));
    }
    return Exit.DONE;
  }

  private static String text(Runs.Run run) {
    return "run %d  %s  %-20s %-5s  %-16s %s applied, %s not  plan %s"
        .formatted(
            run.id(),
            run.started().substring(0, Math.min(19, run.started().length())),
            run.sync(),
            run.mode(),
            run.result(),
            Shown.number(run.applied()),
            Shown.number(run.refused()),
            run.fingerprint().isEmpty() ? "–" : run.fingerprint().substring(0, 8));
  }

  static String json(Runs.Run run) {
    return PlanJson.object(json -> {
      json.writeNumberProperty("run", run.id());
      json.writeStringProperty("sync", run.sync());
      json.writeStringProperty("mode", run.mode());
      json.writeStringProperty("started", run.started());
      json.writeStringProperty("finished", run.finished().orElse(""));
      json.writeStringProperty("result", run.result());
      json.writeStringProperty("fingerprint", run.fingerprint());
      json.writeStringProperty("plan", run.plan());
      json.writeStringProperty("backup", run.backup());
      json.writeNumberProperty("applied", run.applied());
      json.writeNumberProperty("refused", run.refused());
    });
  }
}
