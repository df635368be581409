// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KilledJvmTest {
  @Test
  void leavesNoServerAndTheNextOneRemovesItsFiles(@TempDir Path folder) throws Exception {
    Process jvm = otherJvm(folder);
    ProcessHandle slapd = ProcessHandle.of(firstNumber(jvm)).orElseThrow();

    jvm.destroyForcibly().waitFor();
    slapd.onExit().get(10, TimeUnit.SECONDS);
    age(folder);

    try (SlapdServer next = SlapdServer.start(o -> o.folder(folder))) {
      assertEquals(List.of(next.home().path().toFile().getName()), SlapdServerTest.filesIn(folder));
    }
  }

  @Test
  void anEndedJvmClosesItsServers(@TempDir Path folder) throws Exception {
    Process jvm = otherJvm(folder);
    ProcessHandle slapd = ProcessHandle.of(firstNumber(jvm)).orElseThrow();

    jvm.destroy();
    jvm.waitFor();

    assertFalse(slapd.isAlive());
    assertEquals(List.of(), SlapdServerTest.filesIn(folder));
  }

  private static Process otherJvm(Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            StartsSlapd.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static long firstNumber(Process jvm) throws IOException {
    BufferedReader output = jvm.inputReader();
    return Long.parseLong(Optional.ofNullable(output.readLine()).orElse("0"));
  }

  private static void age(Path folder) throws IOException {
    for (String name : SlapdServerTest.filesIn(folder)) {
      Files.setLastModifiedTime(
          folder.resolve(name), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }
  }

  /// Runs in a JVM of its own until that is ended.
  static final class StartsSlapd {
    private StartsSlapd() {}

    public static void main(String[] arguments) throws InterruptedException {
      SlapdServer slapd = SlapdServer.start(o -> o.folder(Path.of(arguments[0])));
      System.out.println(slapd.pid());
      Thread.currentThread().join();
    }
  }
}
