// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.run.RunMode;
import dev.rollcall.engine.run.RunReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = "Applies exactly this plan; refuses a stale one.")
final class ApplyCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "FILE", description = "The plan's file.")
  private Path file = Path.of("");

  @Option(
      names = "--approve",
      paramLabel = "FINGERPRINT",
      description = "Apply although a limit is passed; at least 8 letters of the fingerprint.")
  private Optional<String> approve = Optional.empty();

  @Option(
      names = "--approve-admin",
      paramLabel = "FINGERPRINT",
      description =
          "Apply although people come to hold a role that may change everything; at least 8 letters"
              + " of the fingerprint.")
  private Optional<String> approveAdmin = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many changes of each kind are shown; 10 unless given.")
  private int limit = 10;

  ApplyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PlanFile plan = PlanFile.open(console.path(file));
    Configuration configuration = common.configuration(console);
    TerminalProgress progress = new TerminalProgress(console);
    RunMode mode = new RunMode.Approved(approve, approveAdmin);
    try (Session session = common.open(configuration, Systems.Keep.CHANGES, console, progress)) {
      RunReport report = session.apply(plan, mode);
      progress.done();
      return new ReportText(console, common.json(), limit, common.again())
          .print(plan.summary().sync(), report);
    }
  }
}
