// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command that is run and measured, one at a time.
///
/// @param expected what its output holds when it did what it should
record Program(
    String name, List<String> command, Map<String, String> environment, String expected) {
  private static final double TICKS_PER_SECOND = 100;

  private static final int TRIES = 5;

  /// The same Java program without the optimising compiler, as Rollcall's launcher starts Java.
  Program quick() {
    List<String> words = new ArrayList<>(command);
    words.add(1, "-XX:TieredStopAtLevel=1");
    return new Program(name + ", quick compiler only", words, environment, expected);
  }

  /// Runs it to its end when the machine is calm, again if others were not.
  Figures runCalmly(Path log) throws IOException, InterruptedException {
    Figures figures = run(log);
    for (int left = TRIES - 1; left > 0 && figures.isDisturbed(); left--) {
      figures = run(log);
    }
    return figures;
  }

  /// Runs it to its end when the machine is calm.
  Figures run(Path log) throws IOException, InterruptedException {
    Calm.await();
    return runNow(log);
  }

  /// Runs it to its end, whatever else goes on.
  Figures runNow(Path log) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    double busyBefore = Calm.busy() - Calm.ours();
    long cpuBefore = childrenTicks();
    long begin = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(process.pid()));
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    double cpu = (childrenTicks() - cpuBefore) / TICKS_PER_SECOND;
    double others = Calm.busy() - Calm.ours() - busyBefore;
    String said = Files.readString(log, StandardCharsets.UTF_8);
    if (process.exitValue() != 0 || !said.contains(expected)) {
      throw new IllegalStateException(
          "%s ended with %d:%n%s".formatted(name, process.exitValue(), said));
    }
    Figures figures = new Figures(wall, cpu, peak / 1024.0, others);
    System.err.println("  " + name + ": " + figures);
    return figures;
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
