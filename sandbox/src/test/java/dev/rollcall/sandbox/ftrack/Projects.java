// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.io.IOException;
import java.util.Map;

/// Makes projects for tests.
final class Projects {
  private Projects() {}

  /// @return the id
  static String create(Client client, String name, boolean isPrivate)
      throws IOException, InterruptedException {
    String schema = client.query("id", "ProjectSchema").getFirst();
    return client.create(
        "Project",
        Map.of(
            "name", name,
            "full_name", "The " + name,
            "is_private", isPrivate,
            "project_schema_id", schema));
  }
}
