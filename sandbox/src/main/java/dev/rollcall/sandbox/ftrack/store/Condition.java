// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import java.util.List;

/// A criterion made ready for one entity type.
@FunctionalInterface
interface Condition {
  Truth on(Row row);

  default boolean accepts(Row row) {
    return on(row) == Truth.YES;
  }

  default Condition not() {
    return row -> on(row).not();
  }

  static Condition all(List<Condition> parts) {
    return row -> {
      Truth worst = Truth.YES;
      for (Condition part : parts) {
        Truth truth = part.on(row);
        if (truth == Truth.NO) {
          return Truth.NO;
        }
        worst = truth.compareTo(worst) < 0 ? truth : worst;
      }
      return worst;
    };
  }

  static Condition any(List<Condition> parts) {
    return all(parts.stream().map(Condition::not).toList()).not();
  }
}
