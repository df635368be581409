// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.expression.Evaluation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesBelowTest {
  @TempDir Path directory;
  private Path photos;

  @BeforeEach
  void files() throws IOException {
    photos = directory.resolve("photos");
    Files.createDirectories(photos.resolve("of/people"));
    Files.writeString(photos.resolve("ada.jpg"), "ada");
    Files.writeString(photos.resolve("of/people/bob.jpg"), "bob");
    Files.writeString(photos.resolve("empty.jpg"), "");
    Files.writeString(directory.resolve("secret"), "root:x");
    Files.createDirectory(directory.resolve("photos-of-others"));
    Files.writeString(directory.resolve("photos-of-others/eve.jpg"), "eve");
    Files.createSymbolicLink(photos.resolve("link.jpg"), directory.resolve("secret"));
    Files.createSymbolicLink(photos.resolve("up"), directory);
    Files.createSymbolicLink(photos.resolve("inside.jpg"), photos.resolve("ada.jpg"));
  }

  private Evaluation fetched(String name) {
    return new FilesBelow(photos).fetch(name);
  }

  private static Evaluation holding(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Evaluation.Values(List.of(Base64.getEncoder().encodeToString(bytes)));
  }

  @Test
  void filesBelowTheDirectoryAreRead() {
    assertEquals(holding("ada"), fetched("ada.jpg"));
    assertEquals(holding("bob"), fetched("of/people/../people/bob.jpg"));
    assertEquals(holding("ada"), fetched("inside.jpg"));
    assertEquals(holding("ada"), fetched(photos.resolve("ada.jpg").toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "of/../../secret",
        "link.jpg",
        "up/secret",
        "up/photos-of-others/eve.jpg",
        "../photos-of-others/eve.jpg",
        "/etc/passwd",
        "of/people",
        "",
        "none.jpg",
        "empty.jpg",
        "ada.jpg\0.png"
      })
  void everythingElseIsRefused(String name) {
    assertInstanceOf(Evaluation.Failed.class, fetched(name));
  }

  @Test
  void aFileThatIsTooLargeIsRefused() throws IOException {
    Files.write(photos.resolve("large.jpg"), new byte[FilesBelow.LARGEST + 1]);

    Evaluation.Failed failed = assertInstanceOf(Evaluation.Failed.class, fetched("large.jpg"));

    assertTrue(failed.why().contains("more than"), failed.why());
  }
}
