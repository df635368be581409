// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command that is run and measured, one at a time.
///
/// @param expected what its output holds when it did what it should
record Program(
    String name, List<String> command, Map<String, String> environment, String expected) {
  private static final double TICKS_PER_SECOND = 100;

  /// Runs it to its end.
  Figures run(Path log) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    long cpuBefore = childrenTicks();
    long begin = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process.pid()));
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    double cpu = (childrenTicks() - cpuBefore) / TICKS_PER_SECOND;
    String said = Files.readString(log, StandardCharsets.UTF_8);
    if (process.exitValue() != 0 || !said.contains(expected)) {
      throw new IllegalStateException(
          "%s ended with %d:%n%s".formatted(name, process.exitValue(), said));
    }
    return new Figures(wall, cpu, peak / 1024.0);
  }

  /// Linux counts the time of children when they have ended: proc(5), `cutime` and `cstime`.
  private static long childrenTicks() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"), StandardCharsets.UTF_8);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
  }

  /// The high-water mark so far, in KiB: proc(5), `VmHWM`.
  private static long peak(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/status"), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }
}
