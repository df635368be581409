// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir private Path desk;

  private static String day(String out, String from, String to) {
    return out.substring(out.indexOf(from) + from.length(), out.indexOf(to))
        .replaceAll("─+", "")
        .strip();
  }

  @Test
  void showsExactlyWhatHappenedAndThenNothing() {
    String out = new Shell(desk).run("demo", "--people", "12").expect(0).steady();

    assertEquals(
        """
        HR: Mara Lind starts today
          HR: Anna Ek marries and is Anna Holm now, login anna.holm
          HR: Per Dahl has left
          HR: Tobe Abara is back

        hr-to-directory   hr (SQLite) → directory (SERVER)   13 identities, 12 accounts, both read whole, 0.0 s

          create   1   joiner
            uid=mara.lind           Mara Lind · hr 10013

          rename   1   mover
            uid=anna.ek → uid=anna.holm  Anna Holm · hr 10002: uid  anna.ek → anna.holm, cn  Anna Ek → Anna Holm, sn  Ek → Holm, mail  anna.ek@studio.example → anna.holm@studio.example

          enable   1   returner
            uid=tobe.abara          Tobe Abara · hr 10004: back in hr

          disable  1   leaver
            uid=per.dahl            Per Dahl · hr 10003: status is 'left' in hr

          create group 1   joiner
            cn=Compositing          Compositing · hr Compositing

          members  2   mover
            cn=Compositing          +uid=mara.lind
            cn=Rigging              −uid=per.dahl

          unchanged 9 · unmanaged 0 · problems 0
          8 groups in hr, 7 in directory · memberships +1 −1

        safe: leavers 1 of 11 (limit 5 % or 10)
        safe: memberships taken 1 of 12 (limit 20 % or 50)
        apply exactly this:  rollcall apply --config demo/rollcall.yaml demo/plans/hr-to-directory-PRINT.plan
        applied: 7 changes

        directory-to-ftrack   directory (SERVER) → studio (ftrack)   13 identities, 13 accounts, both read whole, 0.0 s

          create   1   joiner
            mara.lind               Mara Lind · directory ID

          rename   1   mover
            anna.ek → anna.holm     Anna Holm · directory ID: username  anna.ek → anna.holm, last_name  Ek → Holm, email  anna.ek@studio.example → anna.holm@studio.example

          enable   1   returner
            tobe.abara              Tobe Abara · directory ID: back in directory

          disable  1   leaver
            per.dahl                Per Dahl · directory ID: disabled is 'true' in directory

          create group 1   joiner
            Compositing             Compositing · directory ID

          members  2   mover
            Compositing             +mara.lind
            Rigging                 −per.dahl

          roles    1   mover
            Project manager on all open projects  −per.dahl

          unchanged 9 · unmanaged 1 · problems 0
          8 groups in directory, 7 in studio · memberships +1 −2

        unmanaged  rollcall  (never touched)

        safe: leavers 1 of 11 (limit 5 % or 10)
        safe: memberships taken 2 of 14 (limit 20 % or 50)
        apply exactly this:  rollcall apply --config demo/rollcall.yaml demo/plans/directory-to-ftrack-PRINT.plan
        applied: 8 changes
        """
            .strip(),
        day(out, "── The second day ", "── And once more")
            .replaceAll("directory \\(UnboundID[^)]*\\)", "directory (SERVER)"));
    String third = day(out, "── And once more", "The files are in");
    assertEquals(2, third.lines().filter("nothing to do"::equals).count(), third);
  }

  @Test
  void leavesBehindWhatOtherCommandsWorkOn() {
    Shell shell = new Shell(desk);
    shell.run("demo", "--people", "12").expect(0);

    String plan = shell.run("plan", "--config", "demo/rollcall.yaml").expect(0).out();
    String explained =
        shell.run("explain", "--config", "demo/rollcall.yaml", "10001").expect(0).out();
    String history = shell.run("history", "--config", "demo/rollcall.yaml").expect(0).out();
    String shown = shell.run("show", "--config", "demo/rollcall.yaml", "5").expect(0).out();
    shell.run("check", "--config", "demo/rollcall.yaml").expect(0);

    assertEquals(2, plan.lines().filter("nothing to do"::equals).count(), plan);
    assertTrue(explained.contains("in studio: "), explained);
    assertEquals(6, history.lines().count(), history);
    assertTrue(shown.contains("Anna Holm"), shown);
  }

  @Test
  void beginsAnewInTheDirectoryOfAnEarlierDemo() {
    Shell shell = new Shell(desk);
    String first = shell.run("demo", "--people", "12").expect(0).steady();

    String second = shell.run("demo", "--people", "12").expect(0).steady();

    assertEquals(first, second);
  }

  @Test
  void refusesADirectoryWithFilesOfSomebodyElse() throws java.io.IOException {
    java.nio.file.Files.createDirectories(desk.resolve("mine"));
    Shell shell = new Shell(desk);
    shell.file("mine/rollcall.yaml", "systems:");

    shell.run("demo", "--dir", "mine").stopped(3, "DEMO-DIRECTORY");

    assertEquals("systems:", shell.text("mine/rollcall.yaml"));
  }

  @Test
  void needsPeopleForItsStory() {
    new Shell(desk).run("demo", "--people", "3").stopped(3, "CLI-USAGE");
    new Shell(desk).run("demo", "--people", "4").expect(0);
  }
}
