// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.config.StartingSync;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Disk;
import dev.rollcall.engine.run.MatchReport;
import dev.rollcall.engine.run.SharedRoles.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "adopt",
    mixinStandardHelpOptions = true,
    description =
        "Tells who in the source has which account in the target, and who has none. Writes nothing"
            + " in either.")
final class AdoptCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec;
  @Mixin private Common common = new Common();

  @Option(
      names = "--from",
      paramLabel = "SYSTEM",
      description = "With --to: two systems between which there is no sync yet.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "SYSTEM", description = "See --from.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--base",
      paramLabel = "DN",
      description = "With --from and --to: below which DN of the directory people are.")
  private Optional<String> base = Optional.empty();

  @Option(
      names = "--groups",
      paramLabel = "DN",
      description =
          "With --from and --to: below which DN of the directory groups are; without it, people"
              + " only.")
  private Optional<String> groups = Optional.empty();

  @Option(
      names = "--login",
      paramLabel = "ATTRIBUTE",
      description =
          "With --from and --to: what holds the login in the directory; uid unless given."
              + " sAMAccountName in Active Directory.")
  private String login = "uid";

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "With --from and --to: writes a configuration with a sync to begin with.")
  private Optional<Path> write = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many of each kind are shown; 10 unless given.")
  private int limit = 10;

  AdoptCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (from.isEmpty() && to.isEmpty()) {
      if (write.isPresent()) {
        throw new ParameterException(
            spec.commandLine(),
            "--write goes with --from and --to: the sync is configured already");
      }
      Configuration configuration = common.configuration(console);
      return reported(configuration, common.syncs(configuration));
    }
    if (from.isEmpty() || to.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--from and --to go together");
    }
    return started();
  }

  private int reported(Configuration configuration, List<ConfiguredSync> syncs) {
    int code = Exit.DONE;
    TerminalProgress progress = new TerminalProgress(console);
    try (Session session = common.open(configuration, Systems.Keep.NOTHING, console, progress)) {
      for (ConfiguredSync sync : syncs) {
        try {
          MatchReport report = session.match(sync);
          progress.done();
          print(sync, report);
        } catch (ReadFailed failure) {
          progress.done();
          console.problem(failure.problem());
          code = Exit.graver(code, Exit.of(failure.problem()));
        }
      }
    }
    return code;
  }

  private void print(ConfiguredSync sync, MatchReport report) {
    MatchText text = new MatchText(sync.sync(), report, limit);
    if (common.json()) {
      console.line(text.json());
    } else {
      text.lines().forEach(console::line);
    }
  }

  /// Between systems that have no sync yet.
  private int started() {
    Optional<Path> file = write.map(this::fresh);
    String written = text();
    StartingSync.Types types = types(written);
    if (base.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--base DN is needed with --from and --to");
    }
    StartingSync start =
        new StartingSync(from.orElseThrow(), to.orElseThrow(), base.get(), login, groups);
    Configuration configuration = configuration(start.in(written, types));
    ConfiguredSync sync = Session.chosen(configuration, List.of(start.name())).getFirst();
    TerminalProgress progress = new TerminalProgress(console);
    try (Session session = common.open(configuration, Systems.Keep.NOTHING, console, progress)) {
      MatchReport report = session.match(sync);
      progress.done();
      print(sync, report);
      if (file.isPresent()) {
        List<Shared> shared = session.sharedRoles(sync, inTarget(report.groups()));
        write(file.get(), learned(start, report, shared).in(written, types));
      }
      return Exit.DONE;
    } catch (ReadFailed failure) {
      progress.done();
      throw new Halt(failure.problem(), failure);
    }
  }

  /// The anchors of the target's groups that are also in the source.
  private static Set<String> inTarget(Optional<MatchReport> groups) {
    return groups.map(MatchReport::pairs).orElse(List.of()).stream()
        .map(pair -> pair.account().anchor().value())
        .collect(Collectors.toSet());
  }

  private static StartingSync learned(StartingSync start, MatchReport report, List<Shared> shared) {
    List<MatchReport.Pair> pairs = report.pairs();
    long others = pairs.stream().filter(pair -> !pair.sameLogin()).count();
    boolean keeps = others * 2 > pairs.size();
    List<String> remarks = new ArrayList<>();
    report
        .matched()
        .forEach((by, found) ->
            remarks.add(
                Shown.count(found.size(), "account is", "accounts are") + " found by " + by));
    if (keeps) {
      remarks.add("most accounts have other logins than their people, and keep them");
    } else if (others > 0) {
      remarks.add(
          Shown.count(others, "account has", "accounts have")
              + " another login than the person and would be renamed");
    }
    report
        .groups()
        .ifPresent(groups ->
            remarks.add(
                Shown.count(groups.pairs().size(), "group is", "groups are") + " found by name"));
    return start.learned(keeps, remarks, shared);
  }

  private String text() {
    Path file = common.file(console);
    try {
      return Files.readString(file);
    } catch (IOException _) {
      // Whoever reads configurations says best what is wrong with this one.
      common.configuration(console);
      throw new IllegalStateException("read at the second attempt: " + file);
    }
  }

  private StartingSync.Types types(String written) {
    Map<String, String> types = Configuration.typesOfSystems(written, common.file(console));
    return new StartingSync.Types(type(types, from.orElseThrow()), type(types, to.orElseThrow()));
  }

  private Configuration configuration(String text) {
    return Configuration.ofText(text, common.file(console), console.environment());
  }

  private String type(Map<String, String> types, String system) {
    return Optional.ofNullable(types.get(system))
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "there is no system '%s'; there are %s"
                    .formatted(system, String.join(", ", types.keySet()))));
  }

  private Path fresh(Path given) {
    Path file = console.result(given);
    if (Files.exists(file)) {
      throw new Halt(
          new Problem(
              "CLI-OUT-FILE",
              Blame.OPERATOR,
              "'" + given + "' cannot be the file of the result",
              "it is there already, and a configuration is not written over",
              "name a file that is not there"));
    }
    return file;
  }

  private void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
    if (!common.json()) {
      console.line("");
      console.line(
          "written: %s; look at it, then: rollcall plan --config %s"
              .formatted(console.typed(file), console.typed(file)));
    }
  }
}
