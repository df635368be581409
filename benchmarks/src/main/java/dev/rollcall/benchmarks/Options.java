// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What is measured.
///
/// @param home the working copy that is measured
/// @param durable whether the directory waits for the disk at every change
record Options(Path home, int people, int rounds, Set<Part> parts, boolean durable) {
  /// What can be measured by itself.
  enum Part {
    /// Nothing has changed.
    READ,
    /// One account in a hundred has.
    CHANGED,
    /// The directory is empty.
    LOAD,
    /// The directory is read as a source, and nothing else is done.
    SOURCE
  }

  private static final String USAGE =
      "usage: benchmarks/run [10k|100k|1M] [--rounds N] [--parts read,changed,load,source]"
          + " [--durable]";

  static Options of(String[] args) {
    Path home = Path.of("");
    int people = 10_000;
    int rounds = 5;
    Set<Part> parts = EnumSet.of(Part.READ, Part.CHANGED, Part.LOAD);
    boolean durable = false;
    Deque<String> words = new ArrayDeque<>(List.of(args));
    while (!words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "--home" -> home = Path.of(words.remove());
        case "--rounds" -> rounds = Integer.parseInt(words.remove());
        case "--parts" -> parts = parts(words.remove());
        case "--durable" -> durable = true;
        default -> people = people(word);
      }
    }
    return new Options(home, people, rounds, parts, durable);
  }

  private static Set<Part> parts(String text) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String word : text.split(",", -1)) {
      parts.add(Part.valueOf(word.toUpperCase(Locale.ROOT)));
    }
    return parts;
  }

  private static int people(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (!lower.matches("\\d{1,4}[km]")) {
      throw new IllegalArgumentException("not understood: " + word + "\n" + USAGE);
    }
    int number = Integer.parseInt(lower.substring(0, lower.length() - 1));
    return lower.endsWith("m") ? number * 1_000_000 : number * 1000;
  }

  /// The largest heap that Rollcall gets.
  String heap() {
    return people > 100_000 ? "512m" : "256m";
  }
}
