// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindJdkTest {
  @TempDir private Path folder;

  @Test
  void takesTheJdkThatJavaHomeNames() throws Exception {
    Path jdk = jdk("jdk with a space", "25.0.1", List.of("java", "javac"));

    assertEquals(jdk.toString(), found(jdk));
  }

  @Test
  void takesANewerOneToo() throws Exception {
    Path jdk = jdk("jdk", "26", List.of("java", "javac"));

    assertEquals(jdk.toString(), found(jdk));
  }

  @Test
  void passesOverAnOlderOne() throws Exception {
    Path jdk = jdk("jdk", "17.0.15", List.of("java", "javac"));

    assertNotEquals(jdk.toString(), found(jdk));
  }

  @Test
  void buildsOnlyWithACompiler() throws Exception {
    Path runtime = jdk("jre", "25", List.of("java"));

    assertNotEquals(runtime.toString(), found(runtime));
    assertEquals(runtime.toString(), found(runtime, "--jre"));
  }

  private Path jdk(String name, String version, List<String> programs) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : programs) {
      Path file = Files.writeString(home.resolve("bin").resolve(program), "#!/bin/sh\n");
      assertEquals(true, file.toFile().setExecutable(true));
    }
    return home;
  }

  private static String found(Path javaHome, String... options) throws Exception {
    Path script = Checkout.here().root().resolve("script/find-jdk");
    ProcessBuilder command = new ProcessBuilder(script.toString());
    command.command().addAll(List.of(options));
    command.environment().put("JAVA_HOME", javaHome.toString());
    Process process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] said = process.getInputStream().readAllBytes();
    process.waitFor();
    return new String(said, StandardCharsets.UTF_8).strip();
  }
}
