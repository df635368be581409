// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistypedCommandsTest {
  @TempDir private Path desk;
  private Shell shell;

  @BeforeEach
  void configure() {
    shell = new Shell(desk);
    shell.file(
        "rollcall.yaml",
        """
        systems:
          people: { type: file, path: people.csv }
          directory: { type: ldap, url: "sandbox:directory.ldif" }
        syncs:
          people-to-directory:
            from: people
            to: directory
            users:
              anchor: id
              match: [uid]
              at: ou=people,dc=example,dc=com
              rdn: uid
              attributes: { objectClass: [inetOrgPerson], uid: login, cn: name, sn: name }
          again:
            from: people
            to: directory
            users:
              anchor: id
              match: [uid]
              at: ou=again,dc=example,dc=com
              rdn: uid
              attributes: { objectClass: [inetOrgPerson], uid: login, cn: name, sn: name }
        """);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          run --sync nonsense,       3, CLI-NO-SYNC
          run --config nofile.yaml,  3, CONFIG-UNREADABLE
          run --config plans,        3, CONFIG-UNREADABLE
          run --config empty.yaml,   3, CONFIG-YAML
          run --nonsense,            3, CLI-USAGE
          runn,                      3, CLI-USAGE
          '',                        3, CLI-USAGE
          run --limit -1,            3, CLI-USAGE
          run --log-level loud,      3, CLI-USAGE
          run --log-format xml,      3, CLI-USAGE
          plan --out x.plan,         3, CLI-USAGE
          show 99,                   3, CLI-NO-RUN
          show x,                    3, CLI-USAGE
          backup hr,                 3, CLI-NO-TARGET
          backup,                    3, CLI-USAGE
          backup directory --out nodir/x,              3, CLI-OUT-FILE
          backup directory --out plans,                3, CLI-OUT-FILE
          plan --sync again --out nodir/x.plan,        3, CLI-OUT-FILE
          apply nofile.plan,         3, PLAN-UNREADABLE
          apply rollcall.yaml,       3, PLAN-UNREADABLE
          plan show rollcall.yaml,   3, PLAN-UNREADABLE
          sandbox --port 99999,      3, SANDBOX-START
          demo --dir .,              3, DEMO-DIRECTORY
          """)
  void aMistypedCommandIsTold(String command, int exit, String code) {
    shell.file("empty.yaml", "");
    desk.resolve("plans").toFile().mkdirs();

    Ran ran = shell.run(command.isEmpty() ? new String[0] : command.split(" "));

    ran.stopped(exit, code);
  }

  @Test
  void aMistypedNameIsAnsweredWithTheNearest() {
    Ran ran = shell.run("plam").stopped(3, "CLI-USAGE");

    assertEquals(
        """
        error CLI-USAGE: Unmatched argument at index 0: 'plam'
          why: the command is: rollcall [-hV] COMMAND
          fix: what each option means: rollcall --help
        Did you mean: rollcall plan or rollcall explain or rollcall apply?
        """,
        ran.err());
  }

  @Test
  void whoTypesNothingIsToldWhatThereIs() {
    Ran ran = shell.run().stopped(3, "CLI-USAGE");

    assertTrue(ran.err().contains("  check    Tries every system"), ran.err());
  }

  @Test
  void helpAndVersionAreNoMistakes() {
    assertTrue(shell.run("--help").expect(0).out().contains("Exit codes: 0 in sync or applied"));
    assertTrue(shell.run("plan", "--help").expect(0).out().startsWith("Usage: rollcall plan"));
    assertTrue(shell.run("--version").expect(0).out().startsWith("rollcall "));
  }
}
