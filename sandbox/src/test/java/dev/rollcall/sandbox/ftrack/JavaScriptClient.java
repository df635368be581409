// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// ftrack's own client for JavaScript, as npm has it, in a process of its own.
final class JavaScriptClient {
  private static final List<String> FILES =
      List.of("package.json", "client.js", "upload_request.js");

  private final Path folder = Path.of("target", "javascript").toAbsolutePath();

  /// Installs the client below `target`, unless exactly these versions are there.
  void install() throws IOException, InterruptedException {
    for (String program : List.of("node", "npm")) {
      if (!isInstalled(program)) {
        throw new AssertionError(
            "'" + program + "' is not installed. Install it with: script/bootstrap");
      }
    }
    Files.createDirectories(folder);
    Path wanted = folder.resolve("package.json");
    Path installed = folder.resolve("installed.json");
    for (String file : FILES) {
      try (InputStream in =
          Objects.requireNonNull(
              JavaScriptClient.class.getResourceAsStream("javascript/" + file))) {
        Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
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

  /// What the client makes of a piece of work.
  JsonNode work(FtrackSandbox sandbox, String name) throws IOException, InterruptedException {
    String answer =
        run(
            "node",
            "client.js",
            sandbox.uri().toString(),
            Options.USUAL_LOGIN,
            Options.USUAL_KEY,
            name);
    return JsonMapper.shared().readTree(answer.lines().toList().getLast());
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
