// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Passwords into the standard input of a program: neither its arguments nor its environment hold
/// any, because others can see those.
record PasswordCommand(List<String> words) implements PasswordChannel {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  PasswordCommand {
    words = List.copyOf(words);
  }

  @Override
  public Optional<Problem> obstacle() {
    Path program = Path.of(words.getFirst());
    return program.getNameCount() > 1 && !Files.isExecutable(program)
        ? Optional.of(failed("there is no program " + program))
        : Optional.empty();
  }

  @Override
  public Optional<Problem> deliver(String account, String person, Secret password) {
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      try (OutputStream input = process.getOutputStream()) {
        input.write(PasswordLine.of(account, person, password).getBytes(StandardCharsets.UTF_8));
      }
      return ended(process);
    } catch (IOException failure) {
      return Optional.of(failed(failure.toString()));
    }
  }

  private Optional<Problem> ended(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of(failed("it did not end within %d s".formatted(PATIENCE.toSeconds())));
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(failed("it ended with exit code " + process.exitValue()));
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return Optional.of(failed("it was interrupted"));
    }
  }

  private Problem failed(String why) {
    return PasswordProblems.undelivered(
        "the program %s did not take an initial password".formatted(words.getFirst()),
        why,
        "run it by hand with a line on its standard input; it has to read the line and end with 0");
  }
}
