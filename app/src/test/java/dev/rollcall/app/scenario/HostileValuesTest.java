// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values from HR cannot steer a terminal, nor look like lines of ours.
class HostileValuesTest {
  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  @TempDir private Path desk;
  private Company company;
  private Shell shell;

  @BeforeEach
  void found() {
    company = Company.of(POSTGRES.get().freshDatabase(), SLAPD.get(), desk);
    shell = company.shell().onTerminal();
  }

  @AfterEach
  void close() {
    company.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E'\\u001b]0;owned\\u0007\\u001b[2J'",
        "E'Li\\nsafe: leavers 0 of 5'",
        "E'\\u202egnal\\u202c'",
        "E'\\u2066x\\u2069'",
        "E'Li\\r  create   0'",
        "E'\\u009b31m'",
        "E'\\u2028error BUG: '",
      })
  void aNameIsShownWithItsControlCharactersWrittenOut(String name) {
    company.people().set(2, "last_name = " + name);

    Ran plan = shell.run("plan", "--sync", "hr-to-directory");
    Ran explained = shell.run("explain", "2", "--sync", "hr-to-directory", "--log-level", "debug");
    Ran run = shell.run("run", "--sync", "hr-to-directory");
    Ran shown = shell.run("show", "1");

    for (Ran ran : new Ran[] {plan, explained, run, shown}) {
      assertHarmless(ran.out());
      assertHarmless(ran.err().replace("\r\033[K", ""));
    }
    assertTrue(explained.out().contains("\\u"), explained.out());
    assertEquals(1, plan.out().lines().filter(line -> line.startsWith("safe: ")).count());
  }

  private static void assertHarmless(String text) {
    String bad =
        text.codePoints()
            .filter(point -> point != '\n')
            .filter(point ->
                Character.isISOControl(point)
                    || Character.getType(point) == Character.FORMAT
                    || Character.getType(point) == Character.LINE_SEPARATOR)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertEquals("", bad, text);
  }

  @Test
  void aLoginCannotLeaveItsPlaceInTheDirectory() {
    company.people().set(2, "username = 'bo,ou=services'");

    shell.run("run", "--sync", "hr-to-directory").expect(0);

    assertEquals(5, company.logins().size());
    assertTrue(company.logins().contains("bo,ou=services"));
  }

  @Test
  void aLoginIsNoFilter() {
    shell.run("run", "--sync", "hr-to-directory").expect(0);
    company.people().hire(6, "*", "Any", "Body");
    company.people().hire(7, "x)(uid=*", "Any", "Body");

    shell.run("run", "--sync", "hr-to-directory").expect(0);
    shell.run("run").expect(0);

    assertEquals(7, company.logins().size());
    shell.run("plan").expect(0);
  }

  @Test
  void aNameIsNoQueryOfFtrack() {
    company.people().set(2, "username = 'bo\" or username like \"%', last_name = 'O''Hara \\\"'");

    shell.run("run").expect(0);

    shell.run("plan").expect(0);
    assertFalse(shell.run("plan").out().contains("problem "));
  }
}
