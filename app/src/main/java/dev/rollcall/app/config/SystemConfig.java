// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.file.FileSettings;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.connectors.sql.SqlSettings;
import java.nio.file.Path;
import java.util.Optional;

/// A system and how it is reached.
public sealed interface SystemConfig {
  /// A database.
  record Sql(SqlSettings settings) implements SystemConfig {}

  /// A directory.
  record Ldap(LdapSettings settings) implements SystemConfig {
    /// The file of the built-in directory, where it is one: its only address is `sandbox:FILE`.
    public Optional<Path> sandbox() {
      return Sandbox.file(settings.urls().getFirst());
    }
  }

  /// An ftrack workspace.
  record Ftrack(FtrackSettings settings) implements SystemConfig {
    /// The file of the built-in ftrack, where it is one: its address is `sandbox:FILE`.
    public Optional<Path> sandbox() {
      return Sandbox.file(settings.server().getScheme() + ":" + settings.server().getPath());
    }
  }

  /// A file of people.
  record File(FileSettings settings) implements SystemConfig {}

  /// The word behind `type:`.
  default String type() {
    return switch (this) {
      case Sql _ -> "sql";
      case Ldap _ -> "ldap";
      case Ftrack _ -> "ftrack";
      case File _ -> "file";
    };
  }
}
