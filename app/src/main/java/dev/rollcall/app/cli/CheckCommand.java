// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.RemarkJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Tries every system that the configuration names and says what to fix.")
final class CheckCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private Common common = new Common();

  @Option(
      names = "--deep",
      description = {
        "Tries the rights to write as well, without writing: by the no-op control of LDAP. Where a"
            + " directory does not offer it, says so and what was looked at instead."
      })
  private boolean deep;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    TerminalProgress progress = new TerminalProgress(console);
    int code = Exit.DONE;
    try (Session session = common.open(configuration, Systems.Keep.NOTHING, console, progress)) {
      for (ConfiguredSync sync : common.syncs(configuration)) {
        if (!common.json()) {
          console.line(sync.name() + "   " + sync.sync().from() + " → " + sync.sync().to());
        }
        List<Finding> findings = new ArrayList<>(session.check(sync));
        if (deep) {
          findings.addAll(session.tryWriting(sync));
        }
        for (Finding finding : findings) {
          print(sync.name(), finding);
          code =
              finding instanceof Finding.Bad(Problem bad) ? Exit.graver(code, Exit.of(bad)) : code;
        }
      }
    }
    if (!common.json()) {
      console.line(code == Exit.DONE ? "everything a run needs is there" : "a run would fail");
    }
    return code;
  }

  private void print(String sync, Finding finding) {
    if (common.json()) {
      console.line(json(sync, finding));
      return;
    }
    switch (finding) {
      case Finding.Good(String what) -> console.line("  ok    " + Shown.text(what));
      case Finding.Warning(Problem problem) -> told("warn", problem);
      case Finding.Bad(Problem problem) -> told("FAIL", problem);
    }
  }

  private void told(String mark, Problem problem) {
    List<String> lines = Shown.problem(mark + " ", problem);
    console.line("  " + lines.getFirst());
    lines.stream().skip(1).forEach(line -> console.line("      " + line));
  }

  private static String json(String sync, Finding finding) {
    return PlanJson.object(json -> {
      json.writeStringProperty("sync", sync);
      switch (finding) {
        case Finding.Good(String what) -> {
          json.writeStringProperty("finding", "good");
          json.writeStringProperty("what", what);
        }
        case Finding.Warning(Problem problem) -> {
          json.writeStringProperty("finding", "warning");
          json.writeName("problem");
          RemarkJson.problem(json, problem);
        }
        case Finding.Bad(Problem problem) -> {
          json.writeStringProperty("finding", "bad");
          json.writeName("problem");
          RemarkJson.problem(json, problem);
        }
      }
    });
  }
}
