// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.testkit.SettableClock;
import dev.rollcall.testkit.server.LdapServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where somebody types commands of Rollcall: a directory, an environment, a clock that stands
/// still.
public final class Shell {
  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T07:00:00Z"));
  private boolean terminal;

  public Shell(Path directory) {
    this.directory = directory;
  }

  public Path directory() {
    return directory;
  }

  public Map<String, String> environment() {
    return environment;
  }

  /// Sets a variable of the environment.
  public Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// Lets configurations sign in as the administrator of a directory: `LDAP_DN`, `LDAP_PASSWORD`.
  public Shell asAdministratorOf(LdapServer server) {
    return with("LDAP_DN", server.adminDn()).with("LDAP_PASSWORD", server.adminPassword());
  }

  /// From now on a person watches.
  public Shell onTerminal() {
    terminal = true;
    return this;
  }

  public Instant now() {
    return clock.instant();
  }

  /// Time passes.
  public void later(Duration time) {
    clock.forward(time);
  }

  /// Writes a file into the directory.
  public Path file(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// What a file in the directory says.
  public String text(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Types a command and waits for its end.
  public Ran run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out), new PrintWriter(err), terminal, environment, directory, clock);
    int code = Main.run(console, words);
    return new Ran(String.join(" ", words), code, out.toString(), err.toString(), directory);
  }

  /// Types a command that goes on until it is interrupted.
  public Running begin(String... words) {
    return new Running(directory, environment, clock, words);
  }

  /// Types a command that runs in a process of its own.
  public Child start(String... words) {
    return Child.start(this, List.of(), List.of(words));
  }

  /// The same, started by another program.
  public Child startBy(List<String> program, String... words) {
    return Child.start(this, program, List.of(words));
  }
}
