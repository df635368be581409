// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.run.DemoCompany;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.engine.run.Planning;
import dev.rollcall.engine.run.RunMode;
import dev.rollcall.engine.run.RunReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "A sample company, an HR database, a directory and an ftrack server, brought in line.")
final class DemoCommand implements Callable<Integer> {
  /// Who marries, leaves and returns, and somebody who stays.
  private static final int CAST = 4;

  private final Console console;
  @Spec private CommandSpec spec;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the demo keeps its files; ./demo unless given.")
  private Path directory = Path.of("demo");

  @Option(
      names = "--people",
      paramLabel = "N",
      converter = Count.class,
      description = "How many work there; 60 unless given.")
  private int people = 60;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (people < CAST) {
      throw new ParameterException(
          spec.commandLine(), "the story needs " + CAST + " people: --people " + CAST);
    }
    DemoCompany company = DemoCompany.in(console.path(directory), people);
    title("The first day: %d people in the HR database, nobody anywhere else".formatted(people));
    company.firstDay();
    both();
    title("That evening somebody goes on a long journey");
    story(company.between());
    both();
    title("The second day");
    story(company.secondDay());
    both();
    title("And once more, although nothing happened");
    both();
    end();
    return Exit.DONE;
  }

  private void title(String text) {
    console.line("── " + text + " " + "─".repeat(Math.max(3, 90 - text.length())));
    console.line("");
  }

  private void story(List<String> sentences) {
    sentences.forEach(sentence -> console.line("  HR: " + sentence));
    console.line("");
    console.flush();
  }

  private void both() {
    Configuration configuration = Configuration.load(console.path(config()), console.environment());
    TerminalProgress progress = new TerminalProgress(console);
    try (Session session =
        Session.open(configuration, Systems.Keep.CHANGES, console.clock(), progress)) {
      for (ConfiguredSync sync : configuration.syncs()) {
        one(session, sync, progress);
      }
    }
  }

  private void one(Session session, ConfiguredSync sync, TerminalProgress progress) {
    try {
      Planning.Planned planned = session.plan(sync, Planning.Scope.WHOLE, Optional.empty());
      progress.done();
      PlanText text = new PlanText(console, 4);
      text.print(planned.plan());
      text.verdict(planned.plan(), planned.verdict(), "--config " + config() + " ");
      if (planned.plan().summary().total() > 0) {
        RunReport report = session.apply(planned.plan(), new RunMode.WithinLimits());
        progress.done();
        applied(report);
      }
      console.line("");
      console.flush();
    } catch (ReadFailed failure) {
      throw new Halt(failure.problem(), failure);
    }
  }

  private void applied(RunReport report) {
    switch (report) {
      case RunReport.Applied applied ->
          console.line("applied: " + Shown.count(applied.applied(), "change", "changes"));
      case RunReport.InPart part -> throw new Halt(part.problems());
      case RunReport.BrokenOff broken -> throw new Halt(broken.problems());
      case RunReport.Blocked blocked -> throw new Halt(blocked.problems());
      case RunReport.Unread unread -> throw new Halt(unread.problem());
      case RunReport.InSync _ -> console.line("nothing to do");
    }
  }

  private Path config() {
    return directory.resolve("rollcall.yaml");
  }

  private void end() {
    console.line("The files are in " + directory + ":");
    console.line("  rollcall.yaml     the configuration of both syncs");
    console.line("  hr.db             the HR database (SQLite): change it and plan again");
    console.line("  directory.ldif    the directory");
    console.line("  studio.json       the ftrack server");
    console.line("  plans/ .rollcall/ plans, history, images from before each run");
    console.line("");
    console.line("Try next:");
    String with = " --config " + config();
    console.line("  ./rollcall plan" + with);
    console.line("  ./rollcall explain" + with + " " + DemoCompany.SOMEBODY);
    console.line("  ./rollcall history" + with);
    console.line("  ./rollcall show 5" + with);
    console.line("then your own systems: README.md, 'Ten minutes to your own plan'");
  }
}
