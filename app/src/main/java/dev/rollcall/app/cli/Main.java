// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The door of the command line.
@Command(
    name = "rollcall",
    description = "Makes every system agree about who works here.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Only apply, run and watch write. Exit codes: 0 in sync or applied, 1 a bug in",
      "rollcall, 2 the preview has changes, 3 command line or configuration,",
      "4 stopped by a guard or a stale plan, 5 the other system failed (try later),",
      "6 applied in part."
    },
    versionProvider = Main.Version.class)
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /// What `--version` says.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"rollcall " + Objects.requireNonNullElse(version, "from sources")};
    }
  }

  public static void main(String[] args) {
    // Two threads that wake the log at once are worth a line on standard error to SLF4J.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Warming.begin(args);
    Console console =
        new Console(
            new PrintWriter(System.out, false, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            watched(),
            System.getenv(),
            Path.of(""),
            InstantSource.system());
    int code = run(console, args);
    System.exit(code);
  }

  // Java 25 gives no console where neither end is a terminal (java.lang.System#console).
  @SuppressWarnings("SystemConsoleNull")
  private static boolean watched() {
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
  }

  /// Runs a command line in this process and gives its exit code.
  static int run(Console console, String... args) {
    Logging.quiet(console);
    int code = line(console, args).execute(args);
    console.flush();
    return code;
  }

  /// The command that the arguments begin with; every command with its options where they begin
  /// with none.
  static CommandLine line(Console console, String... args) {
    CommandLine line = new CommandLine(new Main());
    SequencedMap<String, Supplier<CommandLine>> commands = commands(console);
    // To make all of them takes longer than most of them.
    List<String> wanted =
        args.length > 0 && commands.containsKey(args[0])
            ? List.of(args[0])
            : List.copyOf(commands.keySet());
    for (String name : wanted) {
      line.addSubcommand(name, Objects.requireNonNull(commands.get(name)).get());
    }
    line.setOut(console.out());
    line.setErr(console.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((failure, _) -> misused(console, failure));
    line.setExecutionExceptionHandler((failure, _, parsed) -> failed(console, failure, parsed));
    return line;
  }

  private static SequencedMap<String, Supplier<CommandLine>> commands(Console console) {
    SequencedMap<String, Supplier<CommandLine>> commands = new LinkedHashMap<>();
    commands.put("check", () -> new CommandLine(new CheckCommand(console)));
    commands.put("rights", () -> new CommandLine(new RightsCommand(console)));
    commands.put(
        "plan",
        () ->
            new CommandLine(new PlanCommand(console)).addSubcommand(new PlanShowCommand(console)));
    commands.put("apply", () -> new CommandLine(new ApplyCommand(console)));
    commands.put("run", () -> new CommandLine(new RunCommand(console)));
    commands.put("watch", () -> new CommandLine(new WatchCommand(console)));
    commands.put("history", () -> new CommandLine(new HistoryCommand(console)));
    commands.put("show", () -> new CommandLine(new ShowCommand(console)));
    commands.put("explain", () -> new CommandLine(new ExplainCommand(console)));
    commands.put("adopt", () -> new CommandLine(new AdoptCommand(console)));
    commands.put(
        "ftrack",
        () -> new CommandLine(new FtrackCommand()).addSubcommand(new LdapSyncCommand(console)));
    commands.put("backup", () -> new CommandLine(new BackupCommand(console)));
    commands.put(
        "import",
        () -> new CommandLine(new ImportCommand()).addSubcommand(new ImportLscCommand(console)));
    commands.put("sandbox", () -> new CommandLine(new SandboxCommand(console)));
    commands.put("demo", () -> new CommandLine(new DemoCommand(console)));
    return commands;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "no command is given");
  }

  private static int misused(Console console, ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String usage = command.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    console.problem(
        new Problem(
            "CLI-USAGE",
            Blame.OPERATOR,
            String.valueOf(failure.getMessage()),
            "the command is: " + usage,
            "what each option means: " + name + " --help"));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, console.err());
    return Exit.CONFIGURATION;
  }

  private static int failed(Console console, Exception failure, ParseResult parsed) {
    return failure instanceof Halt halt ? halted(console, halt, parsed) : bug(console, failure);
  }

  private static int halted(Console console, Halt halt, ParseResult parsed) {
    int code = Exit.DONE;
    for (Problem problem : halt.problems()) {
      console.problem(problem);
      code = Exit.graver(code, Exit.of(problem));
    }
    ParseResult last = parsed.asCommandLineList().getLast().getParseResult();
    if (last.hasMatchedOption("--json")) {
      console.line(PlanJson.halted(halt.problems()));
    }
    return code;
  }

  private static int bug(Console console, Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    console.err().println("error BUG: this is a bug in rollcall; nothing of it is your fault");
    trace
        .toString()
        .lines()
        .forEach(line -> console.err().println("  " + Shown.text(line.strip())));
    console.err().println("  fix: report it with the lines above and the journal of the run");
    return Exit.BUG;
  }
}
