// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Knows what else goes on on this machine: Linux counts in hundredths of a second, proc(5).
final class Calm {
  private static final double TICKS = 100;
  private static final double MUCH = 0.15;
  private static final long LOOK_MILLIS = 400;
  private static final int LOOKS = 150;

  private Calm() {}

  /// Waits until the machine has next to nothing to do, for a minute at most.
  static void await() throws IOException, InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      double before = busy();
      Thread.sleep(LOOK_MILLIS);
      if (busy() - before < MUCH * LOOK_MILLIS / 1000) {
        return;
      }
    }
  }

  /// How many seconds all processors together have worked since the machine started.
  static double busy() throws IOException {
    String line = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
    long[] ticks =
        Arrays.stream(line.split("\\s+", -1)).skip(1).mapToLong(Long::parseLong).toArray();
    return (Arrays.stream(ticks).sum() - ticks[3] - ticks[4]) / TICKS;
  }

  /// How many seconds this process and those that it started have worked, ended ones included.
  static double ours() throws IOException {
    double sum = worked(ProcessHandle.current());
    for (ProcessHandle each : ProcessHandle.current().descendants().toList()) {
      sum += worked(each);
    }
    return sum;
  }

  private static double worked(ProcessHandle process) throws IOException {
    Path file = Path.of("/proc/" + process.pid() + "/stat");
    if (!Files.exists(file)) {
      return 0;
    }
    String stat = read(file);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Arrays.stream(fields).skip(11).limit(4).mapToLong(Long::parseLong).sum() / TICKS;
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
