// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What programs read: `--json` of each command.
class JsonTest {
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

  private List<JsonNode> said(int code, String... words) {
    return shell.run(words).expect(code).json();
  }

  @Test
  void plansAreCounted() {
    company.people().set(5, "username = null");

    List<JsonNode> plans = said(2, "plan", "--json");

    assertEquals(2, plans.size());
    JsonNode first = plans.getFirst();
    assertEquals("hr-to-directory", first.get("sync").stringValue());
    assertTrue(first.get("run").isNull());
    assertTrue(first.get("fingerprint").stringValue().matches("[0-9a-f]{32}"));
    assertEquals(5, first.get("read").get("source").intValue());
    assertEquals(0, first.get("read").get("target").intValue());
    assertTrue(first.get("read").get("whole").booleanValue());
    assertEquals(0, first.get("unchanged").intValue());
    assertEquals(0, first.get("unmanaged").intValue());
    assertEquals(
        "{\"create\":4,\"rename\":0,\"update\":0,\"enable\":0,\"disable\":0,\"delete\":0}",
        first.get("changes").toString());
    assertEquals("safe", first.get("verdict").stringValue());
    assertEquals("DATA-NO-LOGIN", first.get("problems").get(0).get("code").stringValue());
    assertTrue(first.get("seconds").isNumber());
    assertEquals(1, plans.getLast().get("unmanaged").intValue());
  }

  @Test
  void runsHaveANumberWhenTheyWrote() {
    List<JsonNode> first = said(0, "run", "--json");
    List<JsonNode> second = said(0, "run", "--json");

    assertEquals(1, first.getFirst().get("run").intValue());
    assertEquals("applied", first.getFirst().get("result").stringValue());
    assertEquals(5, first.getFirst().get("applied").intValue());
    assertEquals(2, first.getLast().get("run").intValue());
    assertTrue(second.getFirst().get("run").isNull());
    assertEquals("in sync", second.getFirst().get("result").stringValue());
    assertEquals(5, second.getFirst().get("unchanged").intValue());
  }

  @Test
  void appliedPlansAreTold() {
    shell.run("plan", "--sync", "hr-to-directory", "--out", "my.plan").expect(2);

    JsonNode shown = said(0, "plan", "show", "my.plan", "--json").getFirst();
    JsonNode applied = said(0, "apply", "my.plan", "--json").getFirst();
    JsonNode refused = said(4, "apply", "my.plan", "--json").getFirst();

    assertEquals(shown.get("fingerprint"), applied.get("fingerprint"));
    assertEquals(1, applied.get("run").intValue());
    assertEquals("blocked", refused.get("result").stringValue());
    assertEquals("PLAN-STALE", refused.get("problems").get(0).get("code").stringValue());
  }

  @Test
  void historyAndItsChangesAreTold() {
    shell.run("run").expect(0);

    List<JsonNode> history = said(0, "history", "--json");
    List<JsonNode> run = said(0, "show", "1", "--json");

    assertEquals(List.of(2, 1), history.stream().map(each -> each.get("run").intValue()).toList());
    assertEquals("hr-to-directory", history.getLast().get("sync").stringValue());
    assertEquals("applied", history.getLast().get("result").stringValue());
    assertEquals(6, run.size());
    assertEquals("create", run.get(1).get("kind").stringValue());
    assertEquals("applied", run.get(1).get("outcome").stringValue());
    assertEquals("new in hr", run.get(1).get("because").stringValue());
  }

  @Test
  void findingsOfACheckAreTold() {
    List<JsonNode> findings = said(0, "check", "--json");

    assertTrue(findings.stream().allMatch(each -> each.has("sync") && each.has("finding")));
    assertTrue(
        findings.stream().anyMatch(each -> each.get("finding").stringValue().equals("good")));
  }

  @Test
  void peopleAreExplained() {
    JsonNode explained = said(0, "explain", "bo.li", "--json").getFirst();

    JsonNode identity = explained.get("identities").get(0);
    assertEquals("wanted", identity.get("state").stringValue());
    assertEquals("Li", identity.get("values").get("last_name").get(0).stringValue());
    assertEquals("Bo Li", identity.get("account").get("cn").get(0).stringValue());
    assertEquals("create", identity.get("next").get("kind").stringValue());
  }

  @Test
  void backupsAreTold() {
    shell.run("run", "--sync", "hr-to-directory").expect(0);

    JsonNode backup = said(0, "backup", "directory", "--json").getFirst();

    assertEquals(5, backup.get("accounts").intValue());
    assertEquals(desk.resolve("directory.ldif").toString(), backup.get("file").stringValue());
  }

  @Test
  void whatStoppedACommandIsTold() {
    JsonNode unknown = said(3, "plan", "--sync", "nonsense", "--json").getFirst();
    shell.with("HR_PASSWORD", "wrong");
    JsonNode unread = said(3, "run", "--sync", "hr-to-directory", "--json").getFirst();

    assertEquals("failed", unknown.get("result").stringValue());
    assertEquals("CLI-NO-SYNC", unknown.get("problems").get(0).get("code").stringValue());
    assertEquals("not read whole", unread.get("result").stringValue());
    assertEquals("hr-to-directory", unread.get("sync").stringValue());
  }
}
