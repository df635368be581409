// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A command that runs in a process of its own.
public final class Child implements AutoCloseable {
  private static final long LONGEST_SECONDS = 60;

  private final String command;
  private final Path directory;
  private final Process process;
  private final Path out;
  private final Path err;

  private Child(String command, Path directory, Process process, Path out, Path err) {
    this.command = command;
    this.directory = directory;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// Starts `java` on the command line of Rollcall in the shell's directory, with its environment.
  ///
  /// @param before words that come before `java`, such as those of another program that starts it
  static Child start(Shell shell, List<String> before, List<String> words) {
    List<String> line = new ArrayList<>(before);
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
    line.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    line.addAll(List.of("-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    line.addAll(words);
    try {
      Path out = Files.createTempFile("child", ".out");
      Path err = Files.createTempFile("child", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(shell.directory().toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(shell.environment());
      return new Child(String.join(" ", words), shell.directory(), builder.start(), out, err);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /// As `kill -9`; returns when nothing of the process is left.
  public void kill() {
    process.destroyForcibly();
    waitForEnd();
  }

  /// Waits for its end.
  public Ran ended() {
    waitForEnd();
    try {
      return new Ran(
          command, process.exitValue(), Files.readString(out), Files.readString(err), directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void waitForEnd() {
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("'" + command + "' does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
