// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Disk;
import dev.rollcall.engine.run.Workspace;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Writes every account of a target to a file: LDIF, or JSON lines for ftrack.")
final class BackupCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "SYSTEM", description = "The target's name in the configuration.")
  private String system = "";

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "The file; made new, readable for its owner only.")
  private Optional<Path> out = Optional.empty();

  BackupCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    List<ConfiguredSync> syncs =
        common.syncs(configuration).stream()
            .filter(sync -> sync.sync().to().equals(system))
            .toList();
    if (syncs.isEmpty()) {
      throw new Halt(
          new Problem(
              "CLI-NO-TARGET",
              Blame.OPERATOR,
              "'" + system + "' is the target of no sync",
              "a backup writes the accounts that a sync looks after",
              "name the system after 'to:' of a sync"));
    }
    Optional<Path> file = out.map(console::result);
    TerminalProgress progress = new TerminalProgress(console);
    try (Session session = common.open(configuration, Systems.Keep.NOTHING, console, progress)) {
      Target target = session.target(syncs.getFirst());
      return written(target, file.orElseGet(() -> usual(target)));
    }
  }

  private Path usual(Target target) {
    return console.result(Path.of(system + target.backupEnding()));
  }

  /// The file is whole, or is not there.
  private int written(Target target, Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      CompleteRead read = read(target, part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      told(read.entries(), file);
      return Exit.DONE;
    } catch (ReadFailed failure) {
      discard(part);
      throw new Halt(failure.problem(), failure);
    } catch (IOException failure) {
      discard(part);
      throw Disk.cannotWrite(file, failure);
    }
  }

  private static CompleteRead read(Target target, Path part) throws ReadFailed, IOException {
    try (Writer writer = Workspace.privateWriter(part)) {
      return target.backupAll(writer);
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException failure) {
      throw Disk.cannotWrite(part, failure);
    }
  }

  private void told(long accounts, Path file) {
    if (common.json()) {
      console.line(
          PlanJson.object(json -> {
            json.writeStringProperty("system", system);
            json.writeNumberProperty("accounts", accounts);
            json.writeStringProperty("file", file.toString());
          }));
    } else {
      console.line(
          "%s of '%s' in %s"
              .formatted(
                  Shown.count(accounts, "account", "accounts"), system, console.typed(file)));
    }
  }
}
