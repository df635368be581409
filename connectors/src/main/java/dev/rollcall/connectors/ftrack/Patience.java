// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// How often and after what time a call is repeated: exponential, spread by chance, and never
/// sooner than the server asks for.
///
/// @param attempts how often at most the same call is made
/// @param first what the first pause is about
/// @param longest what no pause exceeds
record Patience(int attempts, Duration first, Duration longest) {
  static final Patience USUAL = new Patience(5, Duration.ofMillis(500), Duration.ofSeconds(60));

  /// The pause after this many attempts; empty when it is time to give up.
  Optional<Duration> after(int attempt, Optional<Duration> asked, DoubleSupplier chance) {
    if (attempt >= attempts || asked.filter(time -> time.compareTo(longest) > 0).isPresent()) {
      return Optional.empty();
    }
    double full = (double) first.toMillis() * Math.pow(2, attempt - 1.0);
    double spread = Math.min(full, (double) longest.toMillis()) * (0.5 + chance.getAsDouble() / 2);
    Duration own = Duration.ofMillis((long) spread);
    return asked.filter(time -> time.compareTo(own) > 0).or(() -> Optional.of(own));
  }
}
