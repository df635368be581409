// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is written about the command line agrees with the commands.
class CommandReferenceTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/reference/cli.md");
  private static final String BEGIN = "<!-- written from the code: begin -->\n";
  private static final String END = "<!-- written from the code: end -->\n";
  private static final Pattern TYPED = Pattern.compile("(?:`|`./|: |: ./)rollcall ([a-z]+)");

  @Test
  void thePageIsWhatTheCommandsSay() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String after = page.substring(page.indexOf(END));
    String expected = before + "\n" + CommandPages.of(Commands.all()) + "\n" + after;
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/cli.md"), expected);

    assertEquals(expected, page, "cp app/target/cli.md docs/reference/");
  }

  /// Every `rollcall COMMAND` that a page, a problem or the README tells people to type.
  @Test
  void everyCommandThatPeopleAreToldToTypeExists() throws IOException {
    SortedSet<String> unknown = new TreeSet<>();
    for (Path file : told()) {
      Matcher typed = TYPED.matcher(Files.readString(file));
      while (typed.find()) {
        if (!Commands.all().getSubcommands().containsKey(typed.group(1))) {
          unknown.add(ROOT.relativize(file) + ": " + typed.group());
        }
      }
    }

    assertEquals(new TreeSet<>(), unknown);
  }

  private static List<Path> told() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> code = Files.walk(ROOT)) {
      return Stream.of(
              docs.filter(file -> file.toString().endsWith(".md")),
              code.filter(file -> file.toString().contains("/src/main/java/"))
                  .filter(file -> file.toString().endsWith(".java")),
              Stream.of(ROOT.resolve("README.md")))
          .flatMap(files -> files)
          .toList();
    }
  }
}
