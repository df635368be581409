// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What the commands say of themselves, as a page.
final class CommandPages {
  private static final List<String> EVERYWHERE = List.of("--help", "--version");

  private CommandPages() {}

  static String of(CommandLine line) {
    return line.getSubcommands().values().stream()
        .flatMap(CommandPages::withSubcommands)
        .map(CommandLine::getCommandSpec)
        .map(CommandPages::of)
        .collect(Collectors.joining("\n"));
  }

  private static Stream<CommandLine> withSubcommands(CommandLine line) {
    return Stream.concat(
        Stream.of(line),
        line.getSubcommands().values().stream().flatMap(CommandPages::withSubcommands));
  }

  private static String of(CommandSpec command) {
    return "### %s\n\n%s\n\n```\n%s\n```\n\n%s"
        .formatted(
            command.qualifiedName(),
            String.join(" ", command.usageMessage().description()),
            synopsis(command),
            table(command));
  }

  private static String synopsis(CommandSpec command) {
    String parameters =
        command.positionalParameters().stream()
            .map(parameter -> " " + parameter.paramLabel())
            .collect(Collectors.joining());
    return command.qualifiedName() + " [OPTIONS]" + parameters;
  }

  private static String table(CommandSpec command) {
    Stream<String> parameters = command.positionalParameters().stream().map(CommandPages::row);
    Stream<String> options =
        command.options().stream()
            .filter(option -> !EVERYWHERE.contains(option.longestName()))
            .map(CommandPages::row);
    String rows = Stream.concat(parameters, options).collect(Collectors.joining());
    return rows.isEmpty() ? "" : "| | |\n|---|---|\n" + rows;
  }

  private static String row(PositionalParamSpec parameter) {
    return row(parameter.paramLabel(), parameter);
  }

  private static String row(OptionSpec option) {
    String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    String names =
        Stream.of(option.names()).map(name -> name + label).collect(Collectors.joining("`, `"));
    return row(names, option);
  }

  private static String row(String names, ArgSpec arg) {
    return "| `%s` | %s |\n".formatted(names, String.join(" ", arg.description()));
  }
}
