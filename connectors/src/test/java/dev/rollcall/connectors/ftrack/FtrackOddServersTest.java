// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.connectors.ftrack.FtrackStub.Say;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Servers that do not keep what ftrack promises, or keep it late.
class FtrackOddServersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void aServerThatDoesACallInPartLosesAndDoublesNobody() throws Exception {
    try (Studio studio = Studio.usual();
        HttpClient http = HttpClient.newHttpClient();
        FtrackStub partly = new FtrackStub(request -> oneByOne(http, studio, request));
        FtrackTarget target = new FtrackTarget(settings(partly.uri(), Duration.ofSeconds(20)))) {
      Account gone = studio.find(new Lookup.ByAnchor(studio.user("gone"))).getFirst();
      List<Change> batch = new ArrayList<>();
      batch.add(Studio.delete(gone));
      for (int i = 0; i < 10; i++) {
        batch.add(Studio.create("new" + i));
      }
      batch.add(7, Studio.create("bad", Map.of("first_name", "x".repeat(300))));

      List<Outcome> outcomes = new ArrayList<>(target.apply(batch));

      assertEquals("FTRACK-REFUSED", Studio.code(outcomes.remove(7)));
      outcomes.forEach(outcome -> assertEquals("applied", Studio.code(outcome)));
      assertEquals(11, studio.read().size());
    }
  }

  @Test
  void whatIsDoneAfterNobodyWaitsForItAnyMoreIsFoundDone() throws Exception {
    try (Studio studio = Studio.usual();
        FtrackTarget hasty =
            new FtrackTarget(settings(studio.server.uri(), Duration.ofMillis(400)))) {
      hasty.model();
      studio
          .server
          .faults()
          .add(new Fault.Latency(Duration.ofSeconds(1)), Trigger.once().onAction("create"));

      List<Outcome> outcomes = hasty.apply(List.of(Studio.create("ada"), Studio.create("bob")));

      outcomes.forEach(outcome -> assertEquals("applied", Studio.code(outcome)));
      assertEquals(1, studio.count("ada"));
      assertEquals(1, studio.count("bob"));
      assertEquals(3, studio.read().size());
    }
  }

  @Test
  void aNewUserWhoStaysInactiveIsNoSuccess() throws Exception {
    try (Studio studio = Studio.usual();
        HttpClient http = HttpClient.newHttpClient();
        FtrackStub quiet =
            new FtrackStub(request ->
                forwarded(
                    http,
                    studio,
                    request.body().replace("\"is_active\":true", "\"is_active\":false")));
        FtrackTarget target = new FtrackTarget(settings(quiet.uri(), Duration.ofSeconds(20)))) {
      Outcome outcome = target.apply(List.of(Studio.create("ada"))).getFirst();

      assertEquals("FTRACK-SEATS", Studio.code(outcome));
    }
  }

  @Test
  void aServerWithoutSchemasIsKnownWellEnough() throws Exception {
    try (Studio studio = Studio.usual();
        HttpClient http = HttpClient.newHttpClient();
        FtrackStub old =
            new FtrackStub(request ->
                request.body().contains("query_schemas")
                    ? FtrackStub.json(
                        "{\"exception\":\"ValueError\",\"content\":\"Invalid action u'x'\"}")
                    : forwarded(http, studio, request.body()));
        FtrackTarget target = new FtrackTarget(settings(old.uri(), Duration.ofSeconds(20)))) {
      Outcome outcome = target.apply(List.of(Studio.create("ada"))).getFirst();

      assertInstanceOf(Outcome.Applied.class, outcome);
      assertTrue(target.model().attribute("email").singleValued());
    }
  }

  /// Does the operations of a call one after the other, and answers the first error there is
  /// without undoing what was done before it.
  private static Say oneByOne(HttpClient http, Studio studio, FtrackStub.Request request) {
    List<String> results = new ArrayList<>();
    for (JsonNode operation : JSON.readTree(request.body()).values()) {
      String answer = post(http, studio, "[" + operation + "]");
      if (answer.startsWith("{")) {
        return FtrackStub.json(answer);
      }
      results.add(answer.substring(1, answer.length() - 1));
    }
    return FtrackStub.json("[" + String.join(",", results) + "]");
  }

  private static Say forwarded(HttpClient http, Studio studio, String body) {
    return FtrackStub.json(post(http, studio, body));
  }

  private static String post(HttpClient http, Studio studio, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(studio.server.uri() + "/api"))
            .header("ftrack-user", Options.USUAL_LOGIN)
            .header("ftrack-api-key", Options.USUAL_KEY)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static FtrackSettings settings(URI server, Duration timeout) {
    return new FtrackSettings(
        "studio", server, Options.USUAL_LOGIN, Secret.of(Options.USUAL_KEY), 200, 500, timeout);
  }
}
