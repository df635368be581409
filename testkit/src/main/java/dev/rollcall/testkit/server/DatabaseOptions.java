// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How a [PostgresServer] or a [MariaDbServer] is set up.
public final class DatabaseOptions {
  Optional<Path> folder = Optional.empty();
  boolean durable;
  final Map<String, String> settings = new LinkedHashMap<>();

  DatabaseOptions() {}

  /// Where the temporary folder is made; without it in memory if there is enough.
  public DatabaseOptions folder(Path parent) {
    folder = Optional.of(parent);
    return this;
  }

  /// Waits for the disk at every commit, as a server in production does.
  public DatabaseOptions durable() {
    durable = true;
    return this;
  }

  /// A server setting of its own, such as `max_connections`.
  public DatabaseOptions setting(String name, String value) {
    settings.put(name, value);
    return this;
  }
}
