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
  /// The formats that can be read.
  public enum Format {
    CSV,
    LDIF
  }
}
