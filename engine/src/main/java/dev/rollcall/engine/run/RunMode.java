// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import java.util.Optional;

/// What a run may write. There is no mode in which something left out means "write".
public sealed interface RunMode {
  /// Changes are applied when the plan is within every limit.
  record WithinLimits() implements RunMode {}

  /// Changes are applied although a guard says no, because a person approved a fingerprint.
  ///
  /// @param limits that of a plan that passes limits; empty: not approved
  /// @param administrators that of a plan that gives roles which may change everything; empty: not
  ///   approved
  record Approved(Optional<String> limits, Optional<String> administrators) implements RunMode {
    /// Only that limits are passed.
    public Approved(String fingerprint) {
      this(Optional.of(fingerprint), Optional.empty());
    }
  }
}
