// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Findings;
import dev.rollcall.app.config.tree.Node;
import dev.rollcall.core.problem.Problem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Everything that a configuration file says, checked. Prints without its values.
///
/// @param file where it came from
/// @param systems by their names, in the order of the file
/// @param syncs in the order in which they run: what one changes, a later one may read
/// @param warnings what works, and what a person should know
public record Configuration(
    Path file,
    SequencedMap<String, SystemConfig> systems,
    List<ConfiguredSync> syncs,
    StateConfig state,
    LogConfig log,
    List<Problem> warnings) {
  public Configuration {
    systems = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(systems));
    syncs = List.copyOf(syncs);
    warnings = List.copyOf(warnings);
  }

  /// Reads a configuration file, or throws all of its problems.
  ///
  /// @param environment the variables that `${env:NAME}` and fallbacks are taken from
  /// @throws dev.rollcall.core.problem.Halt when anything is wrong
  public static Configuration load(Path file, Map<String, String> environment) {
    return new ConfigurationReader(file, environment).read();
  }

  /// The same for a text that is not in the file, but could be.
  public static Configuration ofText(String text, Path file, Map<String, String> environment) {
    return new ConfigurationReader(file, environment).read(text);
  }

  /// The types of the systems in a text that need not be a whole configuration yet.
  public static Map<String, String> typesOfSystems(String text, Path file) {
    return new ConfigurationReader(file, Map.of()).types(text);
  }

  /// Checks a configuration that a program has put together, or throws all of its problems.
  /// `${...}` in it is text, and no variable stands in for anything.
  ///
  /// @param name where it came from, for messages
  /// @param directory from which relative file names start
  /// @throws dev.rollcall.core.problem.Halt when anything is wrong
  public static Configuration of(Node.Fields root, String name, Path directory) {
    Findings findings = Findings.withoutPlaces(name);
    return new ConfigurationReader(directory.resolve(name), Map.of(), findings).read(root);
  }

  @Override
  public String toString() {
    return "Configuration[" + file + ", systems " + systems.sequencedKeySet() + "]";
  }
}
