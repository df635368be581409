// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The working copy these tests run in.
record Checkout(Path root) {
  static Checkout here() {
    Path place = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(place.resolve("LICENSE"))) {
      Path above = place.getParent();
      if (above == null) {
        throw new IllegalStateException("no LICENSE above " + Path.of("").toAbsolutePath());
      }
      place = above;
    }
    return new Checkout(place);
  }

  /// The modules of the build that hold code to ship.
  List<String> modules() throws IOException {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /// Every Java file under `folder`, build output left out, in the order of their names.
  List<Source> sources(String folder) throws IOException {
    Path top = root.resolve(folder);
    if (!Files.isDirectory(top)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(top)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !root.relativize(file).toString().contains("target/"))
              .sorted()
              .toList();
      return found.stream().map(this::source).toList();
    }
  }

  private Source source(Path file) {
    try {
      String text = Files.readString(file);
      return new Source(root.relativize(file).toString(), text, JavaText.of(text));
    } catch (IOException failed) {
      throw new IllegalStateException("cannot read " + file, failed);
    }
  }

  /// A Java file: where it is in the working copy, and what it says.
  record Source(String path, String text, JavaText parts) {
    boolean inTests() {
      return path.contains("src/test/") || path.startsWith("testkit/");
    }
  }
}
