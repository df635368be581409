// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.fetch;

import dev.rollcall.core.expression.Evaluation;
import dev.rollcall.core.mapping.Fetching;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// Files in a directory and those below it, also after symbolic links are followed.
public record FilesBelow(Path directory) implements Fetching {
  /// More is no picture.
  static final int LARGEST = 16 << 20;

  @Override
  public Evaluation fetch(String name) {
    try {
      Path root = directory.toRealPath();
      Path named = root.resolve(name).normalize();
      if (!named.startsWith(root) && !named.startsWith(directory)) {
        return new Evaluation.Failed("the name leads out of " + directory);
      }
      Path file = named.toRealPath();
      if (!file.startsWith(root)) {
        return new Evaluation.Failed("a symbolic link leads out of " + directory);
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return new Evaluation.Failed("it is no file");
      }
      return content(file);
    } catch (NoSuchFileException none) {
      return new Evaluation.Failed("there is no file of this name below " + directory);
    } catch (InvalidPathException impossible) {
      return new Evaluation.Failed("no file can have this name");
    } catch (IOException unreadable) {
      return new Evaluation.Failed("it cannot be read: " + unreadable);
    }
  }

  private static Evaluation content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        return new Evaluation.Failed("it has more than " + LARGEST + " bytes");
      }
      return bytes.length == 0
          ? new Evaluation.Failed("it is empty")
          : new Evaluation.Values(List.of(Base64.getEncoder().encodeToString(bytes)));
    }
  }

  @Override
  public String words() {
    return "files below " + directory;
  }
}
