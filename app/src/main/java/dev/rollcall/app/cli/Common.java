// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.config.LogConfig;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that most commands share.
final class Common {
  private static final Path USUAL = Path.of("rollcall.yaml");

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration; rollcall.yaml unless given.")
  private Path config = USUAL;

  @Option(
      names = {"-s", "--sync"},
      paramLabel = "NAME",
      description = "Only this sync; may be given several times.")
  private List<String> syncs = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON, one object a line.")
  private boolean json;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "error, warn, info or debug; the configuration's unless given.")
  private Optional<LogConfig.Level> logLevel = Optional.empty();

  @Option(names = "--log-format", paramLabel = "FORMAT", description = "text or json.")
  private Optional<LogConfig.Format> logFormat = Optional.empty();

  boolean json() {
    return json;
  }

  Configuration configuration(Console console) {
    Configuration configuration = Configuration.load(console.path(config), console.environment());
    Logging.set(console, configuration.log(), logLevel, logFormat);
    configuration.warnings().forEach(console::warning);
    return configuration;
  }

  /// The file that was meant.
  Path file(Console console) {
    return console.path(config);
  }

  List<ConfiguredSync> syncs(Configuration configuration) {
    return Session.chosen(configuration, syncs);
  }

  Session open(
      Configuration configuration, Systems.Keep keep, Console console, TerminalProgress progress) {
    return Session.open(configuration, keep, console.clock(), progress);
  }

  /// What has to be typed again to use the same configuration.
  String again() {
    return config.equals(USUAL) ? "" : "--config " + config + " ";
  }
}
