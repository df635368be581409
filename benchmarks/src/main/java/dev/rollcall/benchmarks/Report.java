// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/// Tells what was measured: as it comes on the terminal, and in a file as Markdown.
record Report(Path file) {
  void title(String text) throws IOException {
    line("\n## " + text + "\n");
  }

  /// One line a program.
  void table(List<Series> all) throws IOException {
    line("| | wall s | CPU s | peak MiB |");
    line("|---|---|---|---|");
    for (Series each : all) {
      line(
          String.format(
              Locale.ROOT,
              "| %s | %.2f | %.2f | %.0f |",
              each.name(),
              each.median(Figures::wall),
              each.median(Figures::cpu),
              each.median(Figures::peak)));
    }
    line("");
  }

  void line(String text) throws IOException {
    System.out.println(text);
    Files.writeString(
        file,
        text + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
