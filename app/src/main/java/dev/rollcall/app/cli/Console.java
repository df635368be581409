// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// Where a command prints, and what it knows of the world.
///
/// @param out for results
/// @param err for problems and progress
/// @param terminal whether a person watches `err`
/// @param directory what relative paths start from
record Console(
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    Map<String, String> environment,
    Path directory,
    InstantSource clock) {

  void line(String text) {
    out.println(text);
  }

  /// A problem, made safe for terminals: values in it may come from anywhere.
  void problem(Problem problem) {
    Shown.problem("error", problem).forEach(err::println);
  }

  void warning(Problem problem) {
    Shown.problem("warning", problem).forEach(err::println);
  }

  Path path(Path given) {
    return directory.resolve(given);
  }

  /// A file that somebody named for a result.
  Path result(Path given) {
    Path file = path(given).toAbsolutePath().normalize();
    Path place = file.getParent();
    if (place == null || !Files.isDirectory(place)) {
      throw unwritable(given, "there is no directory " + place);
    }
    if (Files.isDirectory(file)) {
      throw unwritable(given, "it is a directory");
    }
    return file;
  }

  private static Halt unwritable(Path given, String why) {
    return new Halt(
        new Problem(
            "CLI-OUT-FILE",
            Blame.OPERATOR,
            "'" + given + "' cannot be the file of the result",
            why,
            "name a file in a directory that is there"));
  }

  /// A file as somebody in this directory would type it.
  String typed(Path file) {
    Path here = directory.toAbsolutePath().normalize();
    Path there = file.toAbsolutePath().normalize();
    return Shown.text((there.startsWith(here) ? here.relativize(there) : there).toString());
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
