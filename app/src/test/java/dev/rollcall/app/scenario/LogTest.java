// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Child;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class LogTest {
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

  private static String withoutTimes(Ran ran) {
    return ran.steadyErr()
        .replaceAll("(?m)^[0-9T:.-]+Z ", "")
        .replaceAll("plan [0-9a-f]{8} ", "plan PRINT ");
  }

  @Test
  void saysNothingUnlessAsked() {
    assertEquals("", shell.run("run").expect(0).err());
  }

  @Test
  void tellsWhatARunReadsPlansAndWrites() {
    Ran ran = shell.run("run", "--sync", "hr-to-directory", "--log-level", "info").expect(0);

    assertEquals(
        """
        INFO  Planning  hr-to-directory: reading hr and directory
        INFO  Planning  hr-to-directory: read 5 of hr in 1 requests: PROOF
        INFO  Planning  hr-to-directory: read 0 of directory in 1 requests: PROOF
        INFO  Planning  hr-to-directory: plan PRINT has 5 changes: plans/hr-to-directory-PRINT.plan
        INFO  SyncRun  hr-to-directory: run 1 begins, with the plan plans/hr-to-directory-PRINT.plan
        INFO  SyncRun  hr-to-directory: image from before is in .rollcall/backup/hr-to-directory-1.ldif
        INFO  SyncRun  hr-to-directory: run 1 ends, applied: 5 applied, 0 refused, 0 stale, 0 unknown
        """
            .strip(),
        withoutTimes(ran).replaceAll("requests: .*", "requests: PROOF"));
  }

  @Test
  void everyLineIsAnObjectWhereJsonIsAskedFor() {
    Ran ran = shell.run("run", "--log-level", "debug", "--log-format", "json", "--json").expect(0);

    List<JsonNode> lines =
        ran.err().lines().map(line -> new ObjectMapper().readTree(line)).toList();
    assertTrue(
        lines.stream()
            .anyMatch(line ->
                line.get("level").stringValue().equals("INFO")
                    && line.get("loggerName")
                        .stringValue()
                        .equals("dev.rollcall.engine.run.Planning")
                    && line.get("formattedMessage")
                        .stringValue()
                        .equals("hr-to-directory: reading hr and directory")
                    && line.get("timestamp").isNumber()),
        ran.err());
    assertEquals(2, ran.json().size());
  }

  @Test
  void theConfigurationChoosesToo() {
    company.configure(company.both() + "log: { level: info, format: json }\n");

    assertTrue(shell.run("plan").expect(2).err().startsWith("{\"timestamp\":"));
    assertEquals("", shell.run("plan", "--log-level", "error").expect(2).err());
  }

  @Test
  void aReadOfADirectoryIsACommandToPaste() throws IOException, InterruptedException {
    shell.run("run", "--sync", "hr-to-directory").expect(0);
    Ran ran = shell.run("plan", "--log-level", "debug", "--sync", "directory-to-ftrack").expect(2);
    String command =
        ran.err()
            .lines()
            .filter(line -> line.contains("ldapsearch "))
            .findFirst()
            .orElseThrow()
            .replaceFirst(".*?PagedRead  ", "");
    ProcessBuilder shells = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
    shells.environment().put("LDAP_PASSWORD", company.directory().account("rollcall").password());
    Process pasted = shells.start();

    String answer = new String(pasted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, pasted.waitFor(), command + "\n" + answer);
    assertTrue(answer.contains("uid: eva.fox\n"), command + "\n" + answer);
  }

  @Test
  void aChangeOfADirectoryIsACommandWithoutPasswords() {
    company.configure(
        company
            .both()
            .replace("rdn: uid\n", "rdn: uid\n      initial_password: { file: first.jsonl }\n"));
    Ran ran = shell.run("run", "--sync", "hr-to-directory", "--log-level", "debug").expect(0);

    List<String> changes =
        ran.err().lines().filter(line -> line.contains(" | LDAPTLS_CACERT=")).toList();
    assertEquals(5, changes.stream().filter(line -> line.contains("ldapmodify -H ")).count());
    assertTrue(changes.getFirst().contains("'# userPassword: [hidden]'"), changes::toString);
    for (String line : shell.text("first.jsonl").lines().toList()) {
      String password = new ObjectMapper().readTree(line).get("password").stringValue();
      assertFalse(ran.err().contains(password), ran.err());
    }
    assertFalse(ran.err().contains("userPassword:: "), ran.err());
  }

  @Test
  void goesToStandardErrorInAProcessToo() {
    try (Child child = shell.start("plan", "--log-level", "info", "--json")) {
      Ran ran = child.ended().expect(2);

      assertEquals(2, ran.json().size());
      assertTrue(ran.err().contains("reading hr and directory"), ran.err());
    }
  }
}
