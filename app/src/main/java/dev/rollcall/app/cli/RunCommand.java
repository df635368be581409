// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.engine.run.Planning;
import dev.rollcall.engine.run.RunReport;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Plans and applies within limits, the syncs in the order they depend on.")
final class RunCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private Common common = new Common();

  @Option(names = "--changes", description = "Look only at what changed in the source.")
  private boolean changes;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many changes of each kind are shown; 10 unless given.")
  private int limit = 10;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing of a sync in which there was nothing to do and no problem.")
  private boolean quiet;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    TerminalProgress progress = new TerminalProgress(console);
    Planning.Scope scope = changes ? Planning.Scope.CHANGES : Planning.Scope.WHOLE;
    Set<String> unsettled = new HashSet<>();
    int code = Exit.DONE;
    try (Session session = common.open(configuration, Systems.Keep.CHANGES, console, progress)) {
      for (ConfiguredSync sync : common.syncs(configuration)) {
        if (unsettled.contains(sync.sync().from())) {
          unsettled.add(sync.sync().to());
          skipped(sync);
          continue;
        }
        RunReport report = session.run(sync, scope);
        progress.done();
        int one = told(sync, report);
        if (one == Exit.BLOCKED || one == Exit.REMOTE || one == Exit.CONFIGURATION) {
          unsettled.add(sync.sync().to());
        }
        code = Exit.graver(code, one);
      }
    }
    return code;
  }

  private int told(ConfiguredSync sync, RunReport report) {
    if (quiet && report instanceof RunReport.InSync in && in.plan().summary().problems() == 0) {
      return Exit.DONE;
    }
    int code =
        new ReportText(console, common.json(), limit, common.again()).print(sync.name(), report);
    if (!common.json()) {
      console.line("");
    }
    console.flush();
    return code;
  }

  private void skipped(ConfiguredSync sync) {
    console
        .err()
        .println(
            "%s: not run, because '%s' was not brought in line before it"
                .formatted(sync.name(), sync.sync().from()));
  }
}
