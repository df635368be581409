// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How close requests follow each other: never closer than the configuration says, further apart
/// when the server says that it is too much, and closer again, little by little, when it does not.
final class Pace {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration WIDEST = Duration.ofSeconds(5);

  private final Duration closest;
  private Duration gap;
  private Instant next = Instant.MIN;

  /// @param requestsPerSecond the ceiling; none where 0
  Pace(int requestsPerSecond) {
    this.closest =
        requestsPerSecond > 0 ? Duration.ofSeconds(1).dividedBy(requestsPerSecond) : Duration.ZERO;
    this.gap = closest;
  }

  /// How long the next request has to wait. It is taken to be sent then.
  synchronized Duration before(Instant now) {
    if (gap.isZero()) {
      return Duration.ZERO;
    }
    Instant at = next.isAfter(now) ? next : now;
    next = at.plus(gap);
    return Duration.between(now, at);
  }

  /// Time has passed for another reason.
  synchronized void waited(Duration time) {
    if (!next.equals(Instant.MIN)) {
      next = next.minus(time);
    }
  }

  synchronized void answered(Answer answer) {
    boolean tooMuch =
        answer instanceof Failure failure
            && (failure.cause() == Cause.RATE_LIMITED || failure.cause() == Cause.BUSY);
    if (tooMuch) {
      gap = smaller(WIDEST, larger(FIRST, gap.multipliedBy(2)));
    } else if (answer instanceof Answer.Success && gap.compareTo(closest) > 0) {
      Duration less = gap.multipliedBy(4).dividedBy(5);
      gap = less.compareTo(Duration.ofMillis(10)) < 0 ? closest : larger(closest, less);
    }
  }

  /// How far apart requests are now.
  synchronized Optional<Duration> gap() {
    return gap.isZero() ? Optional.empty() : Optional.of(gap);
  }

  private static Duration smaller(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration larger(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
