// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.connectors.ftrack.FtrackStub.Say;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FtrackClientTest {
  private final Calls calls = new Calls();

  @Test
  void sendsWhatFtrackAsksFor() throws Exception {
    try (FtrackStub server = FtrackStub.saying(Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      client.call(Calls.WRITE);

      FtrackStub.Request request = server.requests().getFirst();
      assertEquals("/api", request.path());
      assertEquals("rollcall", request.headers().get("ftrack-user"));
      assertEquals(Calls.KEY, request.headers().get("ftrack-api-key"));
      assertEquals("true", request.headers().get("ftrack-strict-api"));
      assertEquals("application/json", request.headers().get("content-type"));
      assertEquals(
          "[{\"action\":\"update\",\"entity_type\":\"User\",\"entity_key\":[\"u1\"],"
              + "\"entity_data\":{\"__entity_type__\":\"User\",\"email\":\"a@b\"}}]",
          request.body());
    }
  }

  @Test
  void keepsTheConnectionForTheNextCall() throws Exception {
    try (FtrackStub server = FtrackStub.saying(Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      for (int i = 0; i < 5; i++) {
        assertInstanceOf(Success.class, client.call(Calls.READ));
      }

      assertEquals(5, client.requests());
      assertEquals(5, server.requests().size());
    }
  }

  @Test
  void aBrokenConnectionOnAWriteIsNotRepeated() throws Exception {
    try (FtrackStub server = FtrackStub.saying(new Say.Reset(), Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      assertEquals(Cause.CONNECTION_LOST, Calls.failure(client.call(Calls.WRITE)).cause());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void aBrokenConnectionOnAReadIsRepeated() throws Exception {
    try (FtrackStub server = FtrackStub.saying(new Say.Reset(), new Say.LastBytes(""), Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      assertInstanceOf(Success.class, client.call(Calls.READ));
      assertEquals(
          List.of(Duration.ofMillis(500), Duration.ofSeconds(1)), calls.surroundings.slept);
    }
  }

  @Test
  void givesUpOnAReadAfterSomeAttempts() throws Exception {
    try (FtrackStub server = FtrackStub.saying(FtrackStub.json(500, "<html>Oops</html>"));
        FtrackClient client = calls.client(server.uri())) {
      assertEquals(Cause.ERROR_PAGE, Calls.failure(client.call(Calls.READ)).cause());
      assertEquals(Patience.USUAL.attempts(), server.requests().size());
    }
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    Say seconds = FtrackStub.reply(429, "Retry-After: 7", "");
    Say date = FtrackStub.reply(503, "Retry-After: Fri, 20 Nov 2026 12:00:30 GMT", "");
    try (FtrackStub server = FtrackStub.saying(seconds, date, Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      assertInstanceOf(Success.class, client.call(Calls.READ));
      assertEquals(
          List.of(Duration.ofSeconds(7), Duration.ofSeconds(30)), calls.surroundings.slept);
    }
  }

  @Test
  void doesNotWaitForHours() throws Exception {
    try (FtrackStub server = FtrackStub.saying(FtrackStub.reply(429, "Retry-After: 7200", ""));
        FtrackClient client = calls.client(server.uri())) {
      Failure failure = Calls.failure(client.call(Calls.READ));

      assertEquals(Optional.of(Duration.ofHours(2)), failure.retryAfter());
      assertEquals(List.of(), calls.surroundings.slept);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "soon", "99999999999999999999", "Fri, 20 Nov 2020 12:00:30 GMT"})
  void aRetryAfterThatCannotBeIsLeftOut(String text) throws Exception {
    try (FtrackStub server =
            FtrackStub.saying(FtrackStub.reply(429, "Retry-After: " + text, ""), Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      assertInstanceOf(Success.class, client.call(Calls.READ));
      assertEquals(List.of(Duration.ofMillis(500)), calls.surroundings.slept);
    }
  }

  @Test
  void aWriteIsRepeatedWhereTheServerDidNotEvenBegin() throws Exception {
    try (FtrackStub server =
            FtrackStub.saying(FtrackStub.reply(429, "Retry-After: 1", ""), Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      assertInstanceOf(Success.class, client.call(Calls.WRITE));
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void readsOneByOneWhereTheServerRefusesThemTogether() throws Exception {
    try (FtrackStub server =
            new FtrackStub(request ->
                request.body().contains("query_schemas")
                    ? FtrackStub.json("{\"exception\":\"X\",\"content\":\"no\"}")
                    : Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      List<Answer> answers = client.each(List.of(Calls.READ.getFirst(), new Operation.Schemas()));

      assertInstanceOf(Success.class, answers.get(0));
      assertInstanceOf(Failure.class, answers.get(1));
    }
  }
}
