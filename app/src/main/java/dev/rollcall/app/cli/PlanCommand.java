// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.guard.Verdict;
import dev.rollcall.engine.run.Planning;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows what a run would do. Writes nothing but the plan's file.")
final class PlanCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private Common common = new Common();
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where the plan goes; with one sync only.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many changes of each kind are shown; 10 unless given.")
  private int limit = 10;

  @Option(names = "--changes", description = "Look only at what changed in the source.")
  private boolean changes;

  PlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    List<ConfiguredSync> syncs = common.syncs(configuration);
    if (out.isPresent() && syncs.size() != 1) {
      throw new ParameterException(spec.commandLine(), "--out needs one sync: add --sync NAME");
    }
    Optional<Path> file = out.map(console::result);
    TerminalProgress progress = new TerminalProgress(console);
    try (Session session = common.open(configuration, Systems.Keep.NOTHING, console, progress)) {
      int code = Exit.DONE;
      for (ConfiguredSync sync : syncs) {
        code = Exit.graver(code, one(session, sync, file, progress));
        if (code == Exit.REMOTE) {
          return code;
        }
      }
      return code;
    }
  }

  private int one(
      Session session, ConfiguredSync sync, Optional<Path> file, TerminalProgress progress) {
    Planning.Scope scope = changes ? Planning.Scope.CHANGES : Planning.Scope.WHOLE;
    try {
      Planning.Planned planned = session.plan(sync, scope, file);
      progress.done();
      print(planned);
      return code(planned);
    } catch (ReadFailed failure) {
      progress.done();
      if (common.json()) {
        console.line(PlanJson.problems(sync.name(), "not read whole", List.of(failure.problem())));
      } else {
        console.problem(failure.problem());
      }
      return Exit.of(failure.problem());
    }
  }

  private void print(Planning.Planned planned) {
    if (common.json()) {
      console.line(
          PlanJson.plan(
              planned.plan().summary(),
              PlanJson.word(planned.verdict()),
              java.util.stream.Stream.concat(
                      planned.plan().problems().stream(),
                      PlanJson.problems(planned.verdict()).stream())
                  .toList(),
              Map.of("plan", planned.plan().path())));
      return;
    }
    PlanText text = new PlanText(console, limit);
    text.print(planned.plan());
    text.verdict(planned.plan(), planned.verdict(), common.again());
    console.line("");
  }

  private static int code(Planning.Planned planned) {
    int code =
        switch (planned.verdict()) {
          case Verdict.Forbidden _, Verdict.NeedsApproval _ -> Exit.BLOCKED;
          case Verdict.Safe _ -> planned.plan().summary().total() == 0 ? Exit.DONE : Exit.CHANGES;
        };
    return Exit.graver(code, Exit.of(planned.plan()));
  }
}
