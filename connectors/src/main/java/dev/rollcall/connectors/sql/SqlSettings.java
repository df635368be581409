// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.model.Secret;
import java.util.Map;
import java.util.Optional;

/// How a database is reached.
///
/// @param name the system's name in the configuration
/// @param url a JDBC address
/// @param properties passed to the driver as they are
public record SqlSettings(
    String name,
    String url,
    Optional<String> username,
    Optional<Secret> password,
    Map<String, String> properties) {
  public SqlSettings {
    properties = Map.copyOf(properties);
  }

  /// Without the values of the properties, which may hold passwords.
  @Override
  public String toString() {
    return "SqlSettings[" + name + ", " + url + ", properties " + properties.keySet() + "]";
  }
}
