// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

/// What a run may write. There is no mode in which something left out means "write".
public sealed interface RunMode {
  /// Changes are applied when the plan is within every limit.
  record WithinLimits() implements RunMode {}

  /// Changes are applied although a limit is passed, because a person approved this fingerprint.
  record Approved(String fingerprint) implements RunMode {}
}
