// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.engine.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far a run is: on a terminal one line that changes, elsewhere a line every ten seconds.
final class TerminalProgress implements Progress {
  /// Clears the line that the cursor is in.
  static final String WIPE = "\r\033[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final InstantSource clock;
  private final Instant started;
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private Instant applying = Instant.EPOCH;
  private Instant told = Instant.EPOCH;
  private boolean dirty;

  TerminalProgress(Console console) {
    this.out = console.err();
    this.terminal = console.terminal();
    this.clock = console.clock();
    this.started = clock.instant();
    this.told = started;
  }

  @Override
  public synchronized void read(String system, long count) {
    counts.put(system, count);
    if (due()) {
      StringBuilder line = new StringBuilder("reading");
      counts.forEach(
          (name, each) -> line.append("  ").append(name).append(' ').append(rate(each, started)));
      show(line.toString());
    }
  }

  @Override
  public synchronized void applied(long done, long total) {
    if (applying.equals(Instant.EPOCH)) {
      applying = clock.instant();
    }
    if (due() && done > 0) {
      long millis = Duration.between(applying, clock.instant()).toMillis();
      long left = done == 0 ? 0 : millis * (total - done) / done / 1000;
      show(
          "applying  %s of %s, about %d s left"
              .formatted(rate(done, applying), Shown.number(total), left));
    }
  }

  private String rate(long count, Instant since) {
    long millis = Math.max(1, Duration.between(since, clock.instant()).toMillis());
    return Shown.number(count) + " (" + Shown.number(count * 1000 / millis) + "/s)";
  }

  private boolean due() {
    Duration since = Duration.between(told, clock.instant());
    return since.compareTo(terminal ? Duration.ofMillis(200) : Duration.ofSeconds(10)) >= 0;
  }

  private void show(String line) {
    told = clock.instant();
    if (terminal) {
      out.print(WIPE + line);
      dirty = true;
    } else {
      out.println(line);
    }
    out.flush();
  }

  /// Leaves a clean line behind.
  synchronized void done() {
    if (dirty) {
      out.print(WIPE);
      out.flush();
      dirty = false;
    }
  }
}
