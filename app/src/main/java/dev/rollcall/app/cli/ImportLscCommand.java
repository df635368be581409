// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.lsc.Decision;
import dev.rollcall.app.lsc.LscImport;
import dev.rollcall.app.lsc.Variable;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Disk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "lsc",
    mixinStandardHelpOptions = true,
    description =
        "Writes a configuration out of an lsc.xml, and lists what a person has to decide.")
final class ImportLscCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The lsc.xml of LSC 2.")
  private Path lsc = Path.of("lsc.xml");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The configuration; made new, rollcall.yaml unless given.")
  private Path out = Path.of("rollcall.yaml");

  ImportLscCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path file = console.result(out);
    LscImport carried = LscImport.of(console.path(lsc));
    write(file, carried.yaml());
    console.line("written: " + console.typed(file));
    variables(carried.variables());
    decisions(carried.decisions());
    List<Problem> missing = missing(file, carried.variables());
    if (!missing.isEmpty()) {
      console.line("");
      console.line("Until this is written, the file is not complete:");
      missing.forEach(
          it -> console.line("  " + Shown.text(it.what()) + "\n    " + Shown.text(it.fix())));
    }
    console.line("");
    console.line("next: rollcall check, then rollcall plan; nothing is changed by either");
    return Exit.DONE;
  }

  /// Never over a file that is there: it may be the one in use.
  private void write(Path file, String yaml) {
    try {
      Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException _) {
      throw new Halt(
          new Problem(
              "LSC-OUT-EXISTS",
              Blame.OPERATOR,
              "there is a file '" + console.typed(file) + "' already",
              "an import never writes over a configuration",
              "name another file with -o, or move that one away"));
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
  }

  private void variables(List<Variable> variables) {
    if (variables.isEmpty()) {
      return;
    }
    console.line("");
    console.line("No password is written down; it needs these variables of the environment:");
    variables.forEach(
        it -> console.line("  %s  %s".formatted(it.name(), Shown.text(it.meaning()))));
  }

  private void decisions(List<Decision> decisions) {
    console.line("");
    if (decisions.isEmpty()) {
      console.line("Everything was carried over.");
      return;
    }
    console.line(
        "A person has to decide on " + Shown.count(decisions.size(), "thing", "things") + ":");
    for (Decision decision : decisions) {
      console.line(
          "  %s:%d: %s"
              .formatted(
                  Shown.text(decision.file()), decision.line(), Shown.text(decision.what())));
      console.line("    " + Shown.text(decision.fix()));
    }
  }

  /// What the loading of the written file says, were the variables there.
  private static List<Problem> missing(Path file, List<Variable> variables) {
    Map<String, String> environment = new HashMap<>();
    variables.forEach(it -> environment.put(it.name(), "later"));
    try {
      Configuration.load(file, environment);
      return List.of();
    } catch (Halt incomplete) {
      return incomplete.problems();
    }
  }
}
