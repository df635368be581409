// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A file of a test.
record TestFile(Path path) {
  static TestFile of(Path folder, String name, String content) {
    return of(folder, name, content.getBytes(StandardCharsets.UTF_8));
  }

  static TestFile of(Path folder, String name, byte[] content) {
    try {
      return new TestFile(Files.write(folder.resolve(name), content));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static byte[] packed(String content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return packed.toByteArray();
  }

  FileSource source() {
    return source(',', Optional.empty());
  }

  FileSource source(char separator, Optional<String> multiple) {
    return new FileSource(new FileSettings("hr", path, Optional.empty(), separator, multiple));
  }

  static List<Identity> read(FileSource source, String... names) throws ReadFailed {
    List<Identity> people = new ArrayList<>();
    source.read(new SourceRequest(List.of(names), Optional.empty()), people::add);
    return people;
  }

  List<List<List<String>>> values(String... names) throws ReadFailed {
    return read(source(), names).stream().map(Identity::values).toList();
  }

  Problem problem(String... names) {
    return assertThrows(ReadFailed.class, () -> read(source(), names)).problem();
  }
}
