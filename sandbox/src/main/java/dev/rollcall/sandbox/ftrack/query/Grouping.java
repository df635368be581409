// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.query;

import dev.rollcall.sandbox.ftrack.query.Query.Path;
import java.util.List;
import java.util.Locale;

/// What is computed over rows that have the same values.
///
/// @param by the attributes whose values make a group; empty for one group of all rows
public record Grouping(List<Path> by, List<Aggregate> aggregates) {
  public Grouping {
    by = List.copyOf(by);
    aggregates = List.copyOf(aggregates);
  }

  public enum Function {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX
  }

  /// One value computed over the rows of a group.
  public record Aggregate(Function function, Path path) {
    /// The name under which the value is answered, such as `count_id`.
    public String key() {
      return function.name().toLowerCase(Locale.ROOT) + "_" + String.join("_", path.names());
    }
  }
}
