// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/// What a job of the server did to its users.
///
/// @param job its id
/// @param problem why it did not end well
/// @param differences by login
/// @param before how many users there were
/// @param after how many there are
public record JobReport(
    String job, Optional<Problem> problem, List<Difference> differences, long before, long after) {
  public JobReport {
    differences = List.copyOf(differences);
  }

  /// How a user is not what they were.
  public enum What {
    CREATED,
    ACTIVATED,
    DEACTIVATED,
    CHANGED,
    REMOVED
  }

  /// One user who is not what they were.
  ///
  /// @param fields what changed, besides
  public record Difference(What what, String username, List<FieldChange> fields) {
    public Difference {
      fields = List.copyOf(fields);
    }
  }

  /// A value that is not what it was; empty where there is none.
  public record FieldChange(String name, String before, String after) {}

  /// Those of one kind.
  public List<Difference> of(What what) {
    return differences.stream().filter(each -> each.what() == what).toList();
  }
}
