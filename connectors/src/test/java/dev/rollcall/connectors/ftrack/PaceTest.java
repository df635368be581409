// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Answer GOOD = new Success(List.of(), Entities.of(List.of()));
  private static final Answer TOO_MUCH = Failure.of(Cause.RATE_LIMITED, "slower");

  @Test
  void withoutACeilingNobodyWaits() {
    Pace pace = new Pace(0);

    for (int i = 0; i < 10; i++) {
      assertEquals(Duration.ZERO, pace.before(NOW));
    }
  }

  @Test
  void keepsBelowTheCeiling() {
    Pace pace = new Pace(4);

    assertEquals(Duration.ZERO, pace.before(NOW));
    assertEquals(Duration.ofMillis(250), pace.before(NOW));
    assertEquals(Duration.ofMillis(500), pace.before(NOW));
    assertEquals(Duration.ZERO, pace.before(NOW.plusSeconds(5)));
  }

  @Test
  void slowsDownWhenTheServerDoesAndRecovers() {
    Pace pace = new Pace(0);

    pace.answered(TOO_MUCH);
    pace.answered(TOO_MUCH);
    assertEquals(Optional.of(Duration.ofMillis(200)), pace.gap());
    for (int i = 0; i < 30; i++) {
      pace.answered(TOO_MUCH);
    }
    assertEquals(Optional.of(Duration.ofSeconds(5)), pace.gap());
    for (int i = 0; i < 40; i++) {
      pace.answered(GOOD);
    }
    assertEquals(Optional.empty(), pace.gap());
  }

  @Test
  void aServerThatIsAskedTooMuchIsAskedMoreSlowly() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.target.model();
      studio.server.faults().add(new Fault.TooManyRequests(Optional.empty()), Trigger.next(2));

      studio.read();
      int before = studio.surroundings.slept.size();
      studio.read();
      studio.read();

      assertTrue(before >= 2);
      assertTrue(studio.surroundings.slept.size() > before, studio.surroundings.slept.toString());
    }
  }
}
