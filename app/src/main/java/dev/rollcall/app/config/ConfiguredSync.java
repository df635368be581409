// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.engine.run.Sync;
import java.util.Optional;

/// A sync with what its two sides are opened with. Prints without the values of its systems.
///
/// @param groups what its groups are opened with; empty: it has none
public record ConfiguredSync(
    Sync sync, SourceSpec source, TargetSpec target, Optional<GroupSpec> groups) {
  public String name() {
    return sync.name();
  }

  @Override
  public String toString() {
    return "ConfiguredSync[" + sync.name() + ", " + sync.from() + " to " + sync.to() + "]";
  }
}
