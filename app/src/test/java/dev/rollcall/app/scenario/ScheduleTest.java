// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Commands;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/how-to/schedule.md` tells people to do works.
class ScheduleTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/how-to/schedule.md");
  private static final Path UNITS = ROOT.resolve("packaging/systemd");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");
  private static final Pattern CRON_LINE =
      Pattern.compile("(?m)^(?:[0-9*/,-]+ +){5}rollcall +(.*)$");

  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  @TempDir private Path desk;
  private Company company;
  private Shell shell;

  @BeforeEach
  void found() {
    company = Company.of(POSTGRES.get().freshDatabase(), SLAPD.get(), desk);
    shell = company.shell();
  }

  @AfterEach
  void close() {
    company.close();
  }

  private record Ended(int code, String said) {}

  private static Ended ended(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said);
  }

  /// A command as cron starts it: by `sh -c`, with almost no environment.
  private Ended byCron(String command) throws IOException, InterruptedException {
    String here =
        command
            .replace("/opt/rollcall/rollcall", desk.resolve("rollcall").toString())
            .replace("/etc/rollcall/", desk + "/");
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-c", here).directory(Path.of("/").toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", "/usr/bin:/bin",
                "HOME", "/",
                "LOGNAME", "rollcall",
                "SHELL", "/bin/sh"));
    return ended(builder);
  }

  private void install() {
    Path launcher =
        shell.file(
            "rollcall",
            """
            #!/bin/sh
            exec '%s' --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
              -XX:TieredStopAtLevel=1 -cp '%s' dev.rollcall.app.cli.Main "$@"
            """
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    System.getProperty("java.class.path")));
    assertTrue(launcher.toFile().setExecutable(true));
    shell.file(
        "secrets",
        shell.environment().entrySet().stream()
            .map(entry -> entry.getKey() + "='" + entry.getValue() + "'\n")
            .collect(Collectors.joining()));
  }

  private static List<String> cronCommands() throws IOException {
    Matcher lines = CRON_LINE.matcher(Files.readString(PAGE));
    List<String> commands = new ArrayList<>();
    while (lines.find()) {
      commands.add(lines.group(1));
    }
    return commands;
  }

  @Test
  void theLinesForCronRunAsCronRunsThem() throws IOException, InterruptedException {
    install();
    List<String> commands = cronCommands();

    Ended first = byCron(commands.getFirst());
    Ended whole = byCron(commands.getLast());

    assertEquals(2, commands.size());
    assertEquals(0, first.code, first.said);
    assertTrue(first.said.contains("hr-to-directory: 5 changes applied"), first.said);
    assertEquals(new Ended(0, ""), whole);
    assertEquals(5, company.logins().size());
  }

  @Test
  void whatCronShouldMailIsSaid() throws IOException, InterruptedException {
    install();
    shell.run("run").expect(0);
    company.people().database().execute("delete from people");

    Ended stopped = byCron(cronCommands().getLast());

    assertEquals(4, stopped.code, stopped.said);
    assertTrue(stopped.said.contains("error GUARD-SOURCE-EMPTY: "), stopped.said);
  }

  private static List<String> values(Path unit, String key) throws IOException {
    return Files.readAllLines(unit).stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }

  @Test
  void theServiceRunsACommandThatThereIs() throws IOException {
    Path service = UNITS.resolve("rollcall.service");
    List<String> words = List.of(values(service, "ExecStart").getFirst().split(" "));

    assertEquals("/opt/rollcall/rollcall", words.getFirst());
    assertTrue(Files.isExecutable(ROOT.resolve("rollcall")));
    assertEquals("run", Commands.understood(words.subList(1, words.size())));
    assertEquals(
        List.of("file:/opt/rollcall/docs/how-to/schedule.md"), values(service, "Documentation"));
    assertEquals(List.of("oneshot"), values(service, "Type"));
  }

  @Test
  void theSecretsOfTheServiceAreThoseThatThePageNames() throws IOException {
    String page = Files.readString(PAGE);

    List<String> names =
        values(UNITS.resolve("rollcall.service"), "LoadCredential").stream()
            .map(value -> value.replaceFirst(":.*", ""))
            .toList();

    assertEquals(3, names.size());
    for (String name : names) {
      assertTrue(page.contains("${file:/run/credentials/rollcall.service/" + name + "}"), name);
    }
  }

  @Test
  void theServiceMayDoAlmostNothing() throws IOException {
    String service = Files.readString(UNITS.resolve("rollcall.service"));

    for (String line :
        List.of(
            "DynamicUser=yes",
            "StateDirectory=rollcall",
            "StateDirectoryMode=0700",
            "UMask=0077",
            "NoNewPrivileges=yes",
            "CapabilityBoundingSet=",
            "ProtectSystem=strict",
            "ProtectHome=yes",
            "PrivateTmp=yes",
            "PrivateDevices=yes")) {
      assertTrue(service.contains("\n" + line + "\n"), line);
    }
    // The JVM makes code while it runs.
    assertTrue(!service.contains("MemoryDenyWriteExecute"));
  }

  @Test
  void theTimerComesRegularlyAndCatchesUp() throws IOException {
    Path timer = UNITS.resolve("rollcall.timer");

    assertEquals(List.of("*:0/15"), values(timer, "OnCalendar"));
    assertEquals(List.of("yes"), values(timer, "Persistent"));
    assertEquals(List.of("timers.target"), values(timer, "WantedBy"));
  }

  /// systemd's own judgement, on machines that have it.
  @Test
  void systemdAcceptsTheUnits() throws IOException, InterruptedException {
    if (!Files.isExecutable(ANALYZE)) {
      return;
    }
    install();
    String service = Files.readString(UNITS.resolve("rollcall.service"));
    Path here =
        shell.file(
            "rollcall.service",
            service.replace("/opt/rollcall/rollcall", desk.resolve("rollcall").toString()));
    Path timer = shell.file("rollcall.timer", Files.readString(UNITS.resolve("rollcall.timer")));
    String program = ANALYZE.toString();

    Ended units = ended(new ProcessBuilder(program, "verify", here.toString(), timer.toString()));
    Ended exposure =
        ended(
            new ProcessBuilder(
                program, "security", "--offline=yes", "--threshold=20", here.toString()));

    assertEquals(new Ended(0, ""), units);
    assertEquals(0, exposure.code, exposure.said);
  }
}
