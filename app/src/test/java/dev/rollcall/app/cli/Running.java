// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A command that goes on until it is interrupted.
public final class Running implements AutoCloseable {
  private static final long LONGEST_SECONDS = 40;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> passed = new ArrayList<>();
  private final AtomicInteger code = new AtomicInteger(-1);
  private final Thread thread;

  Running(Path directory, Map<String, String> environment, InstantSource clock, String... words) {
    PrintWriter both = new PrintWriter(new Lines(), true);
    Console console = new Console(both, both, false, environment, directory, clock);
    thread = Thread.ofPlatform().start(() -> code.set(Main.run(console, words)));
  }

  /// Waits for a line in which this stands.
  public String line(String part) {
    try {
      while (true) {
        String line = lines.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
          throw new AssertionError("no line with '" + part + "' came, but " + passed);
        }
        passed.add(line);
        if (line.contains(part)) {
          return line;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /// What came so far and was waited past, or came since.
  public List<String> seen() {
    lines.drainTo(passed);
    return List.copyOf(passed);
  }

  /// Interrupts it and gives its exit code.
  public int ended() {
    close();
    return code.get();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      if (!thread.join(Duration.ofSeconds(LONGEST_SECONDS))) {
        throw new AssertionError("it does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /// Cuts what is printed into lines.
  private final class Lines extends Writer {
    private final StringBuilder line = new StringBuilder();

    @Override
    public synchronized void write(char[] letters, int from, int count) {
      for (int i = from; i < from + count; i++) {
        if (letters[i] == '\n') {
          lines.add(line.toString());
          line.setLength(0);
        } else {
          line.append(letters[i]);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
