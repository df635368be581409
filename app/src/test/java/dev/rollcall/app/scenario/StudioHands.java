// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody who works in ftrack by hand: changes people, groups and roles over its API, without
/// Rollcall.
record StudioHands(FtrackSandbox studio) {
  /// A new user, active.
  String hire(String username, String first, String last) {
    return create(
        "User",
        """
        {"username": "%s", "first_name": "%s", "last_name": "%s", "is_active": true,
         "email": "%s@studio.example"}\
        """
            .formatted(username, first, last, username));
  }

  String create(String type, String data) {
    String id = UUID.randomUUID().toString();
    call(
        "create",
        type,
        "[\"%s\"]".formatted(id),
        data.replaceFirst("\\{", "{\"id\": \"%s\", ".formatted(id)));
    return id;
  }

  void update(String type, String id, String data) {
    call("update", type, "[\"%s\"]".formatted(id), data);
  }

  void delete(String type, String id) {
    post(
        "[{\"action\":\"delete\",\"entity_type\":\"%s\",\"entity_key\":[\"%s\"]}]"
            .formatted(type, id));
  }

  private void call(String action, String type, String key, String data) {
    String whole = data.replaceFirst("\\{", "{\"__entity_type__\": \"%s\", ".formatted(type));
    post(
        "[{\"action\":\"%s\",\"entity_type\":\"%s\",\"entity_key\":%s,\"entity_data\":%s}]"
            .formatted(action, type, key, whole));
  }

  /// The rows that a query finds.
  List<JsonNode> query(String expression) {
    String text = JsonMapper.shared().writeValueAsString(expression);
    JsonNode answer = post("[{\"action\":\"query\",\"expression\":%s}]".formatted(text));
    return List.copyOf(answer.path(0).path("data").values());
  }

  /// One call, which has to succeed.
  JsonNode post(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(studio.uri().resolve("/api"))
            .header("Content-Type", "application/json")
            .header("ftrack-user", Options.USUAL_LOGIN)
            .header("ftrack-api-key", Options.USUAL_KEY)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      JsonNode answer =
          JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body());
      if (!answer.isArray()) {
        throw new AssertionError(body + " was answered with " + answer);
      }
      return answer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
