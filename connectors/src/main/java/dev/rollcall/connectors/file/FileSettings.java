// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import java.nio.file.Path;
import java.util.Optional;

/// A file of people.
///
/// @param name the system's name in the configuration
/// @param path the file; `.gz` is unpacked while it is read
/// @param format what is in it; empty: by the file's ending
/// @param separator between the values of a CSV line
/// @param multiple what separates several values in one CSV cell; empty: a cell is one value
public record FileSettings(
    String name, Path path, Optional<Format> format, char separator, Optional<String> multiple) {
  /// What is in the file, where it is clear.
  public Optional<Format> known() {
    String name = new FileText(path).bareName();
    Optional<Format> byEnding =
        name.endsWith(".csv")
            ? Optional.of(Format.CSV)
            : name.endsWith(".ldif") ? Optional.of(Format.LDIF) : Optional.empty();
    return format.or(() -> byEnding);
  }

  /// Whether the file is packed.
  public boolean packed() {
    return new FileText(path).packed();
  }

  /// The formats that can be read.
  public enum Format {
    CSV,
    LDIF
  }
}
