// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTextTest {
  @TempDir private Path directory;

  private Problem onlyProblem(Path file) {
    Halt halt = assertThrows(Halt.class, () -> Configuration.load(file, Map.of()));
    assertEquals(1, halt.problems().size());
    return halt.problems().getFirst();
  }

  private Path bytes(byte... bytes) throws IOException {
    return Files.write(directory.resolve("rollcall.yaml"), bytes);
  }

  @Test
  void saysWhenThereIsNoFile() {
    Problem problem = onlyProblem(directory.resolve("nope.yaml"));

    assertEquals("CONFIG-UNREADABLE", problem.code());
    assertEquals("there is no such file", problem.why());
  }

  @Test
  void saysWhenItIsADirectory() {
    assertEquals("it is a directory", onlyProblem(directory).why());
  }

  @Test
  void saysWhenItIsNoText() throws IOException {
    assertEquals("it is not a text in UTF-8", onlyProblem(bytes((byte) 0xFF)).why());
  }

  @Test
  void saysWhenItIsTooLarge() throws IOException {
    Path file = bytes(new byte[2_000_000]);

    assertEquals("it has more than 1048576 bytes", onlyProblem(file).why());
  }

  @Test
  void readsFilesOfOtherMachines() {
    String said = new Desk(directory).brief("\uFEFFsystems: 1\r\nsincs: 2\r\n");

    assertEquals(
        """
        1:10 CONFIG-VALUE systems takes keys, 'NAME:' with keys: type and those that belong to it
        2:1 CONFIG-KEY-UNKNOWN unknown key 'sincs'\
        """,
        said);
  }
}
