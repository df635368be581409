// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// Time that passes at once, chance that is always the same, and ids that count.
final class TestSurroundings {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  final List<Duration> slept = new CopyOnWriteArrayList<>();
  private final AtomicLong id = new AtomicLong();

  Surroundings surroundings() {
    return new Surroundings(
        slept::add, () -> 1.0, () -> new UUID(0xa, id.incrementAndGet()), InstantSource.fixed(NOW));
  }

  /// Like [#surroundings()], with ids that no other run has.
  Surroundings withRealIds() {
    return new Surroundings(slept::add, () -> 1.0, UUID::randomUUID, this::now);
  }

  /// The time as it would be if somebody had really slept.
  private Instant now() {
    return slept.stream().reduce(Instant.now(), Instant::plus, (one, _) -> one);
  }
}
