// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.SystemConfig;
import dev.rollcall.app.run.Systems;
import dev.rollcall.connectors.ftrack.DirectoryJob;
import dev.rollcall.connectors.ftrack.JobReport;
import dev.rollcall.connectors.ftrack.JobReport.Difference;
import dev.rollcall.connectors.ftrack.JobReport.What;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.engine.journal.RemarkJson;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

@Command(
    name = "ldap-sync",
    mixinStandardHelpOptions = true,
    description =
        "Starts ftrack's own synchronisation with its directory, follows it to its end, and tells"
            + " what it changed.")
final class LdapSyncCommand implements Callable<Integer> {
  private final Console console;
  @Spec private CommandSpec spec;
  @Mixin private Common common = new Common();

  @Option(
      names = "--system",
      paramLabel = "NAME",
      description = "The ftrack system; the only one unless given.")
  private Optional<String> system = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = Count.class,
      description = "How long the job is followed; 1800 unless given.")
  private int timeout = 1800;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Count.class,
      description = "How many users of each kind are shown; 10 unless given.")
  private int limit = 10;

  LdapSyncCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    SystemConfig.Ftrack chosen = chosen(configuration);
    String name = chosen.settings().name();
    try (Systems systems = Systems.of(configuration, Systems.Keep.CHANGES);
        DirectoryJob job = new DirectoryJob(systems.ftrack(chosen))) {
      JobReport report = job.run(Duration.ofSeconds(timeout), new Steps(name)::told);
      print(name, report);
      report.problem().ifPresent(console::problem);
      return report.problem().map(Exit::of).orElse(Exit.DONE);
    } catch (ReadFailed failure) {
      throw new Halt(failure.problem(), failure);
    }
  }

  private SystemConfig.Ftrack chosen(Configuration configuration) {
    List<SystemConfig.Ftrack> all =
        configuration.systems().values().stream()
            .filter(SystemConfig.Ftrack.class::isInstance)
            .map(SystemConfig.Ftrack.class::cast)
            .toList();
    List<SystemConfig.Ftrack> meant =
        all.stream()
            .filter(one -> system.isEmpty() || one.settings().name().equals(system.get()))
            .toList();
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    List<String> names = all.stream().map(one -> one.settings().name()).toList();
    throw new ParameterException(
        spec.commandLine(),
        names.isEmpty()
            ? "the configuration has no ftrack system"
            : "--system has to name one of: " + String.join(", ", names));
  }

  /// Says what the job does now, once for each state.
  private final class Steps {
    private final String name;
    private String last = "";

    Steps(String name) {
      this.name = name;
    }

    void told(DirectoryJob.Step step) {
      if (!step.status().equals(last)) {
        last = step.status();
        console.err().println("%s: job %s is %s".formatted(name, step.job(), Shown.text(last)));
        console.err().flush();
      }
    }
  }

  private void print(String name, JobReport report) {
    if (common.json()) {
      console.line(json(name, report));
      return;
    }
    console.line(
        "%s   %s before, %s after"
            .formatted(
                name, Shown.count(report.before(), "user", "users"), Shown.number(report.after())));
    for (What what : What.values()) {
      List<Difference> those = report.of(what);
      if (!those.isEmpty()) {
        console.line("");
        console.line("  %-12s %s".formatted(word(what), Shown.number(those.size())));
        those.stream().limit(limit).forEach(each -> console.line("    " + line(each)));
        if (those.size() > limit) {
          console.line("    … " + Shown.number(those.size() - limit) + " more");
        }
      }
    }
    if (report.differences().isEmpty()) {
      console.line("  nothing changed");
    }
  }

  private static String word(What what) {
    return what.name().toLowerCase(Locale.ROOT);
  }

  private static String line(Difference each) {
    List<String> fields =
        each.fields().stream()
            .map(field ->
                each.what() == What.CREATED
                    ? field.name() + " " + field.after()
                    : "%s %s → %s"
                        .formatted(
                            field.name(),
                            field.before().isEmpty() ? "–" : field.before(),
                            field.after().isEmpty() ? "–" : field.after()))
            .toList();
    return Shown.text("%-22s %s".formatted(each.username(), String.join(", ", fields)).strip());
  }

  private static String json(String name, JobReport report) {
    return PlanJson.object(json -> {
      json.writeStringProperty("system", name);
      json.writeStringProperty("job", report.job());
      json.writeStringProperty("result", report.problem().isEmpty() ? "done" : "failed");
      report
          .problem()
          .ifPresent(problem -> {
            json.writeName("problem");
            RemarkJson.problem(json, problem);
          });
      json.writeNumberProperty("before", report.before());
      json.writeNumberProperty("after", report.after());
      json.writeArrayPropertyStart("users");
      report.differences().forEach(each -> difference(json, each));
      json.writeEndArray();
    });
  }

  private static void difference(JsonGenerator json, Difference each) {
    json.writeStartObject();
    json.writeStringProperty("change", word(each.what()));
    json.writeStringProperty("username", each.username());
    json.writeArrayPropertyStart("fields");
    each.fields()
        .forEach(field -> {
          json.writeStartObject();
          json.writeStringProperty("name", field.name());
          json.writeStringProperty("before", field.before());
          json.writeStringProperty("after", field.after());
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeEndObject();
  }
}
