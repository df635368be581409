// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.FtrackStub.Say;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FtrackNetworkTest {
  private final Calls calls = new Calls();

  @Test
  void aSilentServerIsNotWaitedForLongerThanTheTimeout() throws Exception {
    try (FtrackStub server = FtrackStub.saying(new Say.Silence());
        FtrackClient client = calls.client(impatient(server.uri()))) {
      assertEquals(Cause.TIMEOUT, Calls.failure(client.call(Calls.WRITE)).cause());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void theTimeoutCoversTheBodyToo() throws Exception {
    Say begun = new Say.Bytes("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n[");
    try (FtrackStub server = FtrackStub.saying(begun);
        FtrackClient client = calls.client(impatient(server.uri()))) {
      assertEquals(Cause.TIMEOUT, Calls.failure(client.call(Calls.WRITE)).cause());
    }
  }

  @Test
  void nobodyListeningIsUnreachableAndTriedAgain() throws Exception {
    URI free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (FtrackClient client = calls.client(free)) {
      assertEquals(Cause.UNREACHABLE, Calls.failure(client.call(Calls.WRITE)).cause());
      assertEquals(Patience.USUAL.attempts() - 1, calls.surroundings.slept.size());
    }
  }

  @Test
  void aNameThatDoesNotExistIsUnreachable() {
    FtrackSettings settings =
        Calls.settings(URI.create("https://studio.rollcall.invalid"), "rollcall", Calls.KEY);
    try (FtrackClient client = calls.client(settings)) {
      assertEquals(Cause.UNREACHABLE, Calls.failure(client.call(Calls.READ)).cause());
    }
  }

  @Test
  void followsARedirectOnTheSameHostAndRemembersIt() throws Exception {
    try (FtrackStub server =
            new FtrackStub(request ->
                request.path().equals("/api")
                    ? FtrackStub.reply(308, "Location: /v2/api", "")
                    : Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      client.call(Calls.WRITE);
      client.call(Calls.WRITE);

      assertEquals(
          List.of("/api", "/v2/api", "/v2/api"),
          server.requests().stream().map(FtrackStub.Request::path).toList());
      assertEquals(server.requests().getFirst().body(), server.requests().getLast().body());
    }
  }

  @Test
  void takesTheKeyToNoOtherHostAndNoOtherPort() throws Exception {
    try (FtrackStub elsewhere = FtrackStub.saying(Calls.ROWS)) {
      for (URI to : List.of(elsewhere.uri(), elsewhere.uri("localhost"))) {
        try (FtrackStub server =
                FtrackStub.saying(FtrackStub.reply(307, "Location: " + to + "/api?x=1", ""));
            FtrackClient client = calls.client(server.uri())) {
          Failure failure = Calls.failure(client.call(Calls.READ));

          assertEquals(Cause.REDIRECT, failure.cause());
          assertEquals(1, server.requests().size());
        }
      }
      assertEquals(List.of(), elsewhere.requests());
    }
  }

  @Test
  void doesNotRunInCircles() throws Exception {
    try (FtrackStub server = FtrackStub.saying(FtrackStub.reply(302, "Location: /api", ""));
        FtrackClient client = calls.client(server.uri())) {
      assertEquals(Cause.REDIRECT, Calls.failure(client.call(Calls.READ)).cause());
      assertEquals(2, server.requests().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://ftrack.example.com, rollcall, key, FTRACK-PLAINTEXT-KEY",
    "http://10.1.2.3:8080,      rollcall, key, FTRACK-PLAINTEXT-KEY",
    "http://127.0.0.1.evil.com, rollcall, key, FTRACK-PLAINTEXT-KEY",
    "https://ftrack.example.com, rollcall, '', FTRACK-NO-KEY",
    "https://ftrack.example.com, ' ',      key, FTRACK-NO-KEY",
    "https://ftrack.example.com, rollcall, 'k\tey', FTRACK-KEY-FORM",
    "https://ftrack.example.com, 'roll\u0142call', key, FTRACK-KEY-FORM",
    "https://me:secret@ftrack.example.com, rollcall, key, FTRACK-SERVER-URL",
    "ftp://ftrack.example.com, rollcall, key, FTRACK-SERVER-URL",
    "ftrack.example.com, rollcall, key, FTRACK-SERVER-URL",
  })
  void sendsNothingWithSettingsThatCannotBeRight(
      String server, String user, String key, String code) {
    FtrackSettings settings = Calls.settings(URI.create(server), user, key);
    try (FtrackClient client = calls.client(settings)) {
      Failure failure = Calls.failure(client.call(Calls.READ));

      assertEquals(Cause.SETTINGS, failure.cause());
      assertEquals(code, FailureProblem.of(settings, failure).code());
      assertEquals(0, client.requests());
    }
  }

  private static FtrackSettings impatient(URI server) {
    return Calls.settings(server, "rollcall", Calls.KEY, Duration.ofMillis(300));
  }
}
