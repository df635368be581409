// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.javascript;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// ftrack's own client for JavaScript, as npm has it, in a process of its own.
public final class JavaScriptClient {
  private final Path folder = Path.of("target", "javascript").toAbsolutePath();
  private final Class<?> owner;
  private final String script;

  /// @param script what it does: a module beside the class that owns it, which takes the server,
  ///   the login, the key and the work from its arguments
  public JavaScriptClient(Class<?> owner, String script) {
    this.owner = owner;
    this.script = script;
  }

  /// Installs the client below `target`, unless exactly these versions are there.
  public void install() throws IOException, InterruptedException {
    for (String program : List.of("node", "npm")) {
      if (!isInstalled(program)) {
        throw new AssertionError(
            "'" + program + "' is not installed. Install it with: script/bootstrap");
      }
    }
    Files.createDirectories(folder);
    Path wanted = folder.resolve("package.json");
    Path installed = folder.resolve("installed.json");
    copy(JavaScriptClient.class, "package.json");
    copy(JavaScriptClient.class, "upload_request.js");
    copy(owner, script);
    if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
      return;
    }
    run(
        "npm",
        "install",
        "--no-package-lock",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error");
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private void copy(Class<?> beside, String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(file))) {
      Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// What the client makes of a piece of work, as JSON.
  ///
  /// @param work its name, and what else it needs
  public String work(URI server, String login, String key, List<String> work)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", script, server.toString(), login, key));
    command.addAll(work);
    return run(command.toArray(String[]::new)).lines().toList().getLast();
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(said, StandardCharsets.UTF_8);
    Files.delete(said);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(String.join(" ", command) + ": " + text);
    }
    return text;
  }
}
