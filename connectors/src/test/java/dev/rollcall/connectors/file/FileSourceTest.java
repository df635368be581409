// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  @TempDir private Path folder;

  @Test
  void countsAndProves() throws Exception {
    CompleteRead proof = TestFile.of(folder, "hr.csv", many()).source().read(request(), _ -> {});

    assertEquals(
        new CompleteRead(
            100_000,
            1,
            "the file was read to its end and is the same as at the beginning",
            Optional.empty()),
        proof);
  }

  @Test
  void failsWhenTheFileGrowsDuringTheRead() {
    TestFile file = TestFile.of(folder, "hr.csv", many());

    assertEquals(
        "FILE-CHANGED",
        failure(file, () -> Files.writeString(file.path(), "7\n", StandardOpenOption.APPEND)));
  }

  @Test
  void failsWhenTheFileIsReplacedDuringTheRead() {
    TestFile file = TestFile.of(folder, "hr.csv", many());
    TestFile other = TestFile.of(folder, "other.csv", many());

    assertEquals(
        "FILE-CHANGED", failure(file, () -> Files.move(other.path(), file.path(), replacing())));
  }

  @Test
  void failsWhenTheFileIsCutDuringTheRead() {
    TestFile file = TestFile.of(folder, "hr.csv", many());

    assertEquals("FILE-CHANGED", failure(file, () -> Files.writeString(file.path(), "id\n1,2")));
  }

  @Test
  void failsWhenAPackedFileIsCutOff() {
    byte[] packed = TestFile.packed(many());
    TestFile file = TestFile.of(folder, "hr.csv.gz", Arrays.copyOf(packed, packed.length / 2));

    assertEquals("FILE-TRUNCATED", file.problem("id").code());
  }

  @Test
  void failsWhenAPackedFileIsNotPacked() {
    TestFile file = TestFile.of(folder, "hr.csv.gz", "id\n1\n");

    assertEquals("FILE-MALFORMED", file.problem("id").code());
  }

  @Test
  void saysThatThereIsNoFile() {
    Problem problem = new TestFile(folder.resolve("none.csv")).problem("id");

    assertEquals("FILE-NOT-FOUND", problem.code());
    assertTrue(problem.fix().startsWith("correct systems.hr.path"), problem.fix());
  }

  @Test
  void cannotReadAFolder() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("people.csv"));

    assertEquals("FILE-UNREADABLE", new TestFile(inner).problem("id").code());
  }

  @Test
  void doesNotGuessWhatIsInAFile() {
    assertEquals("FILE-FORMAT", TestFile.of(folder, "hr.txt", "id\n1\n").problem("id").code());
  }

  @Test
  void checksTheWholeFile() {
    TestFile good = TestFile.of(folder, "hr.csv", many());
    TestFile bad = TestFile.of(folder, "bad.csv", many() + "8,9\n");

    assertEquals(
        List.of(new Finding.Good("CSV file with 100,000 people")), good.source().check(request()));
    Finding.Bad finding = (Finding.Bad) bad.source().check(request()).getFirst();
    assertTrue(finding.problem().what().contains("line 100002"), finding.problem().what());
  }

  /// Something that is done in the middle of a read.
  @FunctionalInterface
  private interface Meddling {
    void run() throws Exception;
  }

  private static String failure(TestFile file, Meddling meddling) {
    boolean[] done = {false};
    return assertThrows(
            ReadFailed.class,
            () ->
                file.source()
                    .read(
                        request(),
                        _ -> {
                          if (!done[0]) {
                            done[0] = true;
                            run(meddling);
                          }
                        }))
        .problem()
        .code();
  }

  private static void run(Meddling meddling) {
    try {
      meddling.run();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static java.nio.file.CopyOption replacing() {
    return java.nio.file.StandardCopyOption.REPLACE_EXISTING;
  }

  private static SourceRequest request() {
    return new SourceRequest(List.of("id"), Optional.empty());
  }

  private static String many() {
    return IntStream.rangeClosed(1, 100_000)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", "id\n", "\n"));
  }
}
