// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.connector.ReadFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/// Writes whole users, one a line, as JSON with sorted names.
final class UserBackup {
  private static final int MOST = 100;

  private final FtrackClient client;
  private final FtrackSettings settings;
  private final List<String> columns;
  private final JsonMapper json = JsonMapper.builder().build();

  UserBackup(FtrackClient client, FtrackSettings settings, Session session) {
    this.client = client;
    this.settings = settings;
    this.columns = session.fields().columns();
  }

  /// @param ids whose; everybody's where empty
  /// @return how many were written
  long write(Optional<List<String>> ids, Appendable out) throws ReadFailed, IOException {
    try {
      if (ids.isEmpty()) {
        return pages(Optional.empty(), out);
      }
      long written = 0;
      for (String condition : QueryText.in("id", ids.get(), MOST)) {
        written += pages(Optional.of(condition), out);
      }
      return written;
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
  }

  private long pages(Optional<String> condition, Appendable out) throws ReadFailed {
    return new Pages(client, settings, columns, condition).read(row -> line(row, out));
  }

  private void line(UserRow row, Appendable out) {
    Map<String, JsonNode> values = new TreeMap<>();
    for (String column : columns) {
      values.put(
          column, row.entities().value(row.row(), List.of(column)).orElse(NullNode.instance));
    }
    try {
      out.append(json.writeValueAsString(values)).append('\n');
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
