// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// The addresses of built-in systems, `sandbox:FILE`.
final class Sandbox {
  private static final String SCHEME = "sandbox:";

  private Sandbox() {}

  static boolean is(String address) {
    return address.startsWith(SCHEME) && address.length() > SCHEME.length();
  }

  static Optional<Path> file(String address) {
    return is(address)
        ? Optional.of(Path.of(address.substring(SCHEME.length())))
        : Optional.empty();
  }

  /// The same address with the whole path; nothing, and a problem, where it is no file name.
  static Optional<String> absolute(Section section, String key, String address) {
    try {
      Path file = section.context().resolve(address.substring(SCHEME.length()));
      return Optional.of(SCHEME + file);
    } catch (InvalidPathException _) {
      section.noFileName(key);
      return Optional.empty();
    }
  }
}
