// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The plainest client that can be.
final class Client implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();
  private final URI api;
  private final List<String> headers = new ArrayList<>();

  Client(FtrackSandbox sandbox) {
    this(sandbox, Options.USUAL_LOGIN, Options.USUAL_KEY);
  }

  Client(FtrackSandbox sandbox, String username, String key) {
    api = sandbox.uri().resolve("/api");
    headers.addAll(List.of("FTRACK-User", username, "ftrack-api-key", key));
  }

  Client with(String header, String value) {
    headers.addAll(List.of(header, value));
    return this;
  }

  HttpResponse<String> send(String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api)
            .version(HttpClient.Version.HTTP_1_1)
            .headers(headers.toArray(String[]::new))
            .POST(BodyPublishers.ofString(body));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /// The whole answer to some operations.
  JsonNode call(Map<?, ?>... operations) throws IOException, InterruptedException {
    return json.readTree(send(json.writeValueAsString(operations)).body());
  }

  /// What a query finds.
  List<JsonNode> query(String expression) throws IOException, InterruptedException {
    JsonNode answer = call(Map.of("action", "query", "expression", expression));
    if (!answer.isArray()) {
      throw new AssertionError(answer.toString());
    }
    return answer.path(0).path("data").valueStream().toList();
  }

  /// One attribute of everything that a query finds.
  List<String> query(String attribute, String expression) throws IOException, InterruptedException {
    return query(expression).stream().map(row -> row.path(attribute).asString("")).toList();
  }

  /// @return the id of what was created
  String create(String entityType, Map<String, ?> data) throws IOException, InterruptedException {
    JsonNode answer = call(creation(entityType, data));
    if (!answer.isArray()) {
      throw new AssertionError(answer.toString());
    }
    return answer.path(0).path("data").path("id").asString("");
  }

  static Map<String, ?> creation(String entityType, Map<String, ?> data) {
    return Map.of("action", "create", "entity_type", entityType, "entity_data", data);
  }

  static Map<String, ?> update(String entityType, Object key, Map<String, ?> data) {
    return Map.of(
        "action", "update", "entity_type", entityType, "entity_key", key, "entity_data", data);
  }

  static Map<String, ?> deletion(String entityType, Object key) {
    return Map.of("action", "delete", "entity_type", entityType, "entity_key", key);
  }

  static Map<String, ?> reading(String expression) {
    return Map.of("action", "query", "expression", expression);
  }

  @Override
  public void close() {
    http.close();
  }
}
