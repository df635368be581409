// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// What the connector takes from the machine it runs on.
///
/// @param chance evenly spread from 0 to 1, so that clients do not come back at the same moment
/// @param ids ids for new entities
record Surroundings(
    Sleeper sleeper, DoubleSupplier chance, Supplier<UUID> ids, InstantSource clock) {

  /// Lets time pass.
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  static Surroundings real() {
    return new Surroundings(
        Thread::sleep,
        () -> ThreadLocalRandom.current().nextDouble(),
        UUID::randomUUID,
        InstantSource.system());
  }
}
