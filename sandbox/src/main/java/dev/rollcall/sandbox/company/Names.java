// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.company;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The names that made-up people are made of.
record Names(List<Name> given, List<Name> surnames) {

  /// @param plain the name in plain lower-case letters; no two names of a list share it
  record Name(String text, String plain) {}

  static Names read() {
    try (InputStream in = Objects.requireNonNull(Names.class.getResourceAsStream("names.txt"))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return new Names(of("given", lines), of("surname", lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Name> of(String kind, List<String> lines) {
    return lines.stream()
        .map(line -> List.of(line.split("\t", -1)))
        .filter(words -> words.getFirst().equals(kind))
        .map(words -> new Name(words.get(1), words.get(2)))
        .toList();
  }
}
