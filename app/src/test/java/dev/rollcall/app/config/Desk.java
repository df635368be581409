// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Where somebody writes a `rollcall.yaml` and has it read.
record Desk(Path directory, Map<String, String> environment) {
  Desk(Path directory) {
    this(directory, Map.of());
  }

  Path file(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Configuration load(String yaml) {
    return Configuration.load(file("rollcall.yaml", yaml), environment);
  }

  /// Everything that is said of it, or nothing when it is right.
  String said(String yaml) {
    return problems(yaml).stream()
        .map(Problem::text)
        .map(text -> text.replace(directory + "/", ""))
        .collect(Collectors.joining("\n"));
  }

  /// Place, code and subject of everything that is said: `4:10 CONFIG-VALUE systems.hr.url ...`.
  String brief(String yaml) {
    return problems(yaml).stream()
        .map(problem ->
            problem
                .what()
                .replaceFirst(".*/rollcall.yaml:([0-9]+:[0-9]+): ", "$1 " + problem.code() + " "))
        .collect(Collectors.joining("\n"));
  }

  List<Problem> problems(String yaml) {
    try {
      load(yaml);
      return List.of();
    } catch (Halt halt) {
      return halt.problems();
    }
  }
}
