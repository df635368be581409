// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// One run of a server as a child of this JVM.
final class ServerProcess {
  private static final Duration POLL = Duration.ofMillis(10);
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final ServerCommand command;
  private final Path log;
  private final Process process;

  private ServerProcess(ServerCommand command, Path log, Process process) {
    this.command = command;
    this.log = log;
    this.process = process;
  }

  /// Starts the server and returns when it answers.
  static ServerProcess start(ServerCommand command, ServerHome home, BooleanSupplier answers) {
    Path log = home.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(command.words())
            .directory(home.path().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(command.environment());
    ServerProcess server = new ServerProcess(command, log, spawn(command.name(), builder));
    try {
      server.awaitAnswer(answers);
      return server;
    } catch (ServerFailed failure) {
      server.kill();
      throw failure;
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /// Asks the server to end and waits until it has; kills it when it does not end in time.
  void stop() {
    if (process.isAlive()) {
      signal(command.stopSignal());
      signal("CONT");
      if (!endsWithin(STOP_LIMIT)) {
        kill();
      }
    }
  }

  /// Ends the server as a power cut would.
  void kill() {
    process.destroyForcibly();
    endsWithin(STOP_LIMIT);
  }

  void signal(String name) {
    if (process.isAlive()) {
      Tool.run(
          Path.of("/"),
          List.of("sh", "-c", "kill -s \"$0\" \"$1\" || true", name, Long.toString(pid())));
    }
  }

  private void awaitAnswer(BooleanSupplier answers) {
    long end = System.nanoTime() + READY_LIMIT.toNanos();
    while (!answers.getAsBoolean()) {
      if (endsWithin(POLL)) {
        throw new ServerFailed(
            "%s ended at its start with exit code %d%n%s"
                .formatted(command.name(), process.exitValue(), logEnd()));
      }
      if (System.nanoTime() > end) {
        throw new ServerFailed(
            "%s did not answer within %d s%n%s"
                .formatted(command.name(), READY_LIMIT.toSeconds(), logEnd()));
      }
    }
  }

  private boolean endsWithin(Duration limit) {
    try {
      return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ServerFailed("interrupted while waiting for " + command.name(), stopped);
    }
  }

  private String logEnd() {
    try {
      return Tool.end(Files.readString(log));
    } catch (MalformedInputException binary) {
      return "its output is in " + log;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Linux ties the parent death signal to the thread that forked (prctl(2), PR_SET_PDEATHSIG), so
  /// each server has a thread that lives as long as it does.
  private static Process spawn(String name, ProcessBuilder builder) {
    CompletableFuture<Process> spawned = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name(name + " keeper").start(() -> keep(builder, spawned));
    try {
      return spawned.join();
    } catch (CompletionException failure) {
      throw new ServerFailed("cannot start " + name, failure);
    }
  }

  private static void keep(ProcessBuilder builder, CompletableFuture<Process> spawned) {
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      spawned.complete(process);
      process.waitFor();
    } catch (IOException failure) {
      spawned.completeExceptionally(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
