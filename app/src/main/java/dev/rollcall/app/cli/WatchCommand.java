// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.config.SystemConfig;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.StudioWatch;
import dev.rollcall.app.run.StudioWatch.Seen;
import dev.rollcall.app.run.Systems;
import dev.rollcall.connectors.ftrack.FeedEvent;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ftrack.StudioChange;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.RemarkJson;
import dev.rollcall.engine.run.Planning;
import dev.rollcall.engine.run.RunReport;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description =
        "Tells within seconds what is changed by hand in ftrack, until it is interrupted; repairs"
            + " it if asked to.")
final class WatchCommand implements Callable<Integer> {
  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Console console;
  @Spec private CommandSpec spec;
  @Mixin private Common common = new Common();

  @Option(
      names = "--repair",
      description = "Runs the syncs of a system in which something was changed by hand.")
  private boolean repair;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      converter = Count.class,
      description = "With --repair: how long to wait for further changes before; 2 unless given.")
  private int settle = 2;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      converter = Span.class,
      description = "Also runs all syncs that often: 30s, 15m or 2h.")
  private Optional<Duration> every = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many changes of each kind of a run are shown; 10 unless given.")
  private int limit = 10;

  private final Set<String> changed = new HashSet<>();
  private OptionalLong repairAt = OptionalLong.empty();
  private OptionalLong runAt = OptionalLong.empty();

  WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    List<ConfiguredSync> syncs = common.syncs(configuration);
    List<FtrackSettings> systems = systems(configuration, syncs);
    if (systems.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "none of the syncs has an ftrack server, and only those are watched");
    }
    runAt = every.map(WatchCommand::in).orElse(OptionalLong.empty());
    try (StudioWatch watch = new StudioWatch(systems)) {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<Seen> seen = watch.next(patience());
        seen.ifPresent(it -> told(watch, it));
        runDue(configuration, syncs);
        console.flush();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Exit.DONE;
  }

  private static List<FtrackSettings> systems(
      Configuration configuration, List<ConfiguredSync> syncs) {
    return syncs.stream()
        .flatMap(sync -> Stream.of(sync.sync().from(), sync.sync().to()))
        .distinct()
        .map(name -> Objects.requireNonNull(configuration.systems().get(name)))
        .filter(SystemConfig.Ftrack.class::isInstance)
        .map(SystemConfig.Ftrack.class::cast)
        .filter(system -> system.sandbox().isEmpty())
        .map(SystemConfig.Ftrack::settings)
        .toList();
  }

  private static OptionalLong in(Duration time) {
    return OptionalLong.of(System.nanoTime() + time.toNanos());
  }

  private Duration patience() {
    long now = System.nanoTime();
    return Stream.of(repairAt, runAt)
        .filter(OptionalLong::isPresent)
        .map(at -> Duration.ofNanos(Math.max(0, at.getAsLong() - now)))
        .min(Duration::compareTo)
        .orElse(AS_LONG_AS_IT_TAKES);
  }

  private static boolean due(OptionalLong at) {
    return at.isPresent() && System.nanoTime() - at.getAsLong() >= 0;
  }

  private void told(StudioWatch watch, Seen seen) {
    switch (seen.event()) {
      case FeedEvent.Connected(boolean again) -> connected(seen.system(), again);
      case FeedEvent.Lost(Problem problem, Duration retryIn) -> lost(seen, problem, retryIn);
      case FeedEvent.Changed(StudioChange change) -> {
        drift(seen.system(), change, watch.words(seen.system(), change));
        willRepair(seen.system());
      }
    }
  }

  private void willRepair(String system) {
    if (repair) {
      changed.add(system);
      repairAt = in(Duration.ofSeconds(settle));
    }
  }

  /// What was changed meanwhile was not told.
  private void connected(String system, boolean again) {
    if (again) {
      willRepair(system);
    }
    if (common.json()) {
      console.line(
          PlanJson.object(json -> {
            json.writeStringProperty("at", now());
            json.writeStringProperty("system", system);
            json.writeStringProperty("event", again ? "connected again" : "connected");
          }));
    } else {
      String missed = again && !repair ? "; some may be missed: rollcall plan" : "";
      console.line("%s  %s: changes are told now%s".formatted(now(), system, missed));
    }
  }

  private void lost(Seen seen, Problem problem, Duration retryIn) {
    if (common.json()) {
      console.line(
          PlanJson.object(json -> {
            json.writeStringProperty("at", now());
            json.writeStringProperty("system", seen.system());
            json.writeStringProperty("event", "lost");
            json.writeName("problem");
            RemarkJson.problem(json, problem);
          }));
    } else {
      console.warning(problem);
      console.err().println("  again in " + Math.max(1, retryIn.toSeconds()) + " s");
    }
  }

  private void drift(String system, StudioChange change, String words) {
    if (common.json()) {
      console.line(
          PlanJson.object(json -> {
            json.writeStringProperty("at", now());
            json.writeStringProperty("system", system);
            json.writeStringProperty("event", "changed");
            json.writeStringProperty("thing", word(change.thing()));
            json.writeStringProperty("action", word(change.action()));
            json.writeStringProperty("id", change.id());
            json.writeStringProperty("by", change.by());
            json.writeStringProperty("what", words);
          }));
    } else {
      String by = change.by().isEmpty() ? "" : " (by " + change.by() + ")";
      console.line("%s  %s: %s%s".formatted(now(), system, Shown.text(words), Shown.text(by)));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String now() {
    return console.clock().instant().toString().replaceFirst("\\.\\d+", "");
  }

  private void runDue(Configuration configuration, List<ConfiguredSync> syncs) {
    if (due(runAt)) {
      runAt = every.map(WatchCommand::in).orElse(OptionalLong.empty());
      repairAt = OptionalLong.empty();
      changed.clear();
      run(configuration, syncs);
    } else if (due(repairAt)) {
      repairAt = OptionalLong.empty();
      List<ConfiguredSync> concerned =
          syncs.stream()
              .filter(sync ->
                  changed.contains(sync.sync().from()) || changed.contains(sync.sync().to()))
              .toList();
      changed.clear();
      run(configuration, concerned);
    }
  }

  /// A run that cannot be made now is no reason to stop watching.
  private void run(Configuration configuration, List<ConfiguredSync> syncs) {
    try {
      if (attempted(configuration, syncs) == Exit.REMOTE) {
        later(syncs);
      }
    } catch (Halt halt) {
      halt.problems().forEach(console::problem);
      later(syncs);
    }
  }

  private void later(List<ConfiguredSync> syncs) {
    if (repair) {
      syncs.forEach(sync -> changed.add(sync.sync().to()));
      repairAt = in(AGAIN);
    }
  }

  private int attempted(Configuration configuration, List<ConfiguredSync> syncs) {
    int code = Exit.DONE;
    TerminalProgress progress = new TerminalProgress(console);
    try (Session session = common.open(configuration, Systems.Keep.CHANGES, console, progress)) {
      for (ConfiguredSync sync : syncs) {
        RunReport report = session.run(sync, Planning.Scope.WHOLE);
        progress.done();
        ReportText text = new ReportText(console, common.json(), limit, common.again());
        code = Exit.graver(code, text.print(sync.name(), report));
        console.flush();
      }
    }
    return code;
  }
}
