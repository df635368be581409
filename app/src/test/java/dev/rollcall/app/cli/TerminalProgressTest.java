// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testkit.SettableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final StringWriter err = new StringWriter();
  private final SettableClock clock = new SettableClock(Instant.EPOCH.plusSeconds(1000));

  private TerminalProgress progress(boolean terminal) {
    PrintWriter out = new PrintWriter(new StringWriter());
    return new TerminalProgress(
        new Console(out, new PrintWriter(err), terminal, Map.of(), Path.of(""), clock));
  }

  @Test
  void isOneLineThatChangesOnATerminalAndLeavesNothingBehind() {
    TerminalProgress progress = progress(true);

    clock.forward(Duration.ofSeconds(1));
    progress.read("hr", 2000);
    progress.read("directory", 500);
    clock.forward(Duration.ofSeconds(1));
    progress.read("directory", 1000);
    progress.applied(0, 3000);
    clock.forward(Duration.ofSeconds(2));
    progress.applied(1000, 3000);
    progress.done();

    assertEquals(
        """
        reading  hr 2,000 (2,000/s)
        reading  directory 1,000 (500/s)  hr 2,000 (1,000/s)
        applying  1,000 (500/s) of 3,000, about 4 s left
        """,
        err.toString().replaceFirst("^\r\033\\[K", "").replace("\r\033[K", "\n"));
  }

  @Test
  void isALineNowAndThenElsewhere() {
    TerminalProgress progress = progress(false);

    for (int second = 1; second <= 25; second++) {
      clock.forward(Duration.ofSeconds(1));
      progress.read("hr", second * 1000L);
    }
    progress.done();

    assertEquals(
        """
        reading  hr 10,000 (1,000/s)
        reading  hr 20,000 (1,000/s)
        """,
        err.toString());
  }
}
