// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.keys.Syntax;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.connectors.file.FileSettings;
import dev.rollcall.connectors.file.FileSettings.Format;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Reads which file people are in.
final class FileReader {
  private final Section section;

  FileReader(Section section) {
    this.section = section;
  }

  Optional<FileSettings> read(String name) {
    Optional<Format> format =
        section
            .text("format")
            .flatMap(word ->
                switch (word) {
                  case "csv" -> Optional.of(Format.CSV);
                  case "ldif" -> Optional.of(Format.LDIF);
                  default -> Optional.empty();
                });
    Optional<Path> path = section.file("path");
    path.ifPresent(file -> formatKnown(file));
    if (format.filter(Format.LDIF::equals).isPresent()) {
      section.misplaced("separator", "an LDIF file has no cells");
      section.misplaced("multiple", "an LDIF file has several values as they are");
    }
    return path.map(
        file -> new FileSettings(name, file, format, separator(), section.text("multiple")));
  }

  private void formatKnown(Path file) {
    String ending = file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (!ending.endsWith(".csv") && !ending.endsWith(".ldif")) {
      section.missing(
          "format",
          "the file's ending, which would tell, is neither .csv nor .ldif",
          "add 'format: csv' or 'format: ldif'");
    }
  }

  private char separator() {
    return section
        .scalar("separator")
        .map(Scalar::text)
        .filter(Syntax.CHARACTER::accepts)
        .map(text -> text.equals("tab") ? '\t' : text.charAt(0))
        .orElse(',');
  }
}
