// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

/// What is logged.
public record LogConfig(Level level, Format format) {
  /// How much.
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /// How it is written.
  public enum Format {
    TEXT,
    JSON
  }
}
