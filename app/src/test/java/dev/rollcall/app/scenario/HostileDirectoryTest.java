// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.HostileDirectory;
import dev.rollcall.testkit.server.HostileDirectory.Trick;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A directory that means no good, as a whole run meets it: nobody loses anything, and what it says
/// does not steer the terminal.
class HostileDirectoryTest {
  private static final String STEERING = "\u001b]0;owned\u0007\u001b[2J\u202e\r";
  private static final String BEFORE = "login,name,source\nmara,Mara,1\nnils,Nils,2\n";

  @TempDir private Path desk;
  private Shell shell;

  @BeforeEach
  void begin() {
    shell = new Shell(desk).onTerminal();
    shell.file("people.csv", BEFORE);
  }

  @Test
  void whatItSaysDoesNotSteerTheTerminal() {
    for (Trick trick :
        new Trick[] {
          asked -> asked.done(ResultCode.OTHER, STEERING),
          asked -> asked.done(ResultCode.SIZE_LIMIT_EXCEEDED, STEERING),
          asked -> asked.done(ResultCode.REFERRAL, STEERING, "ldap://" + STEERING),
          asked -> {
            asked.entry("uid=" + STEERING, new Attribute("uid", "x"));
            asked.done();
          }
        }) {
      for (String command : new String[] {"check", "plan", "run"}) {
        Ran ran = play(trick, command, "--log-level", "debug");

        assertFalse(ran.code() == 0 || ran.code() == 1, ran.err());
        assertHarmless(ran);
      }
    }
    assertEquals(BEFORE, shell.text("people.csv"));
  }

  @Test
  void aNameThatSteersIsShownWrittenOut() {
    Ran plan =
        play(
            asked -> {
              asked.entry(
                  "uid=mara" + STEERING + ",ou=users," + HostileDirectory.SUFFIX,
                  new Attribute("uid", "mara" + STEERING),
                  new Attribute("cn" + STEERING, "Mara"),
                  new Attribute("entryUUID", "1"));
              asked.done();
            },
            "plan");

    assertHarmless(plan);
  }

  @Test
  void successWithNothingRemovesNobody() {
    Ran run = play(asked -> asked.done(), "run");

    assertTrue(run.code() == 4 || run.code() == 5, run.out() + run.err());
    assertEquals(BEFORE, shell.text("people.csv"));
  }

  private Ran play(Trick trick, String... words) {
    try (HostileDirectory directory =
        HostileDirectory.saying(trick, new Attribute("vendorName", "Nobody" + STEERING))) {
      shell.file(
          "rollcall.yaml",
          """
          systems:
            directory: { type: ldap, url: '%s', timeout: 2s }
            sheet: { type: file, path: people.csv }
          syncs:
            directory-to-sheet:
              from: directory
              to: sheet
              users:
                base: 'ou=users,%s'
                filter: (uid=*)
                anchor: entryUUID
                anchor_in: source
                match: login
                key: login
                attributes: { login: uid, name: cn }
                leavers: { disable: at once, delete: after 0 days }
          """
              .formatted(directory.uri(), HostileDirectory.SUFFIX));
      return shell.run(words);
    }
  }

  private static void assertHarmless(Ran ran) {
    String text = ran.out() + ran.err().replace("\r\033[K", "");
    assertTrue(
        text.codePoints()
            .filter(point -> point != '\n')
            .noneMatch(point ->
                Character.isISOControl(point) || Character.getType(point) == Character.FORMAT),
        text);
  }
}
