// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs a program that ends by itself, such as `slapadd`, `initdb` or `openssl`.
final class Tool {
  private static final int LINES_SHOWN = 20;

  private Tool() {}

  /// What the program printed; throws when its exit code is not 0.
  static String run(Path folder, List<String> command) {
    return run(folder, command, Map.of());
  }

  static String run(Path folder, List<String> command, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = process.inputReader().readAllAsString();
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new ServerFailed(
            "%s ended with exit code %d%n%s".formatted(command.getFirst(), exitCode, end(output)));
      }
      return output;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new ServerFailed("interrupted while " + command.getFirst() + " ran", stopped);
    }
  }

  static String end(String output) {
    List<String> lines = output.lines().toList();
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
  }
}
