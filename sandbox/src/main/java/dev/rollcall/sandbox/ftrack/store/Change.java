// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import java.util.Optional;

/// What a write has done to one row for good. One of the two is there, or both.
public record Change(Optional<Row> before, Optional<Row> after) {
  /// The row as it is, or as it was last.
  public Row row() {
    return after.or(() -> before).orElseThrow();
  }
}
