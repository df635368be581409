// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Posts operations as they are, and looks at nothing but whether they were taken.
final class StudioPost {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> environment;
  private final List<String> waiting = new ArrayList<>();

  StudioPost(Map<String, String> environment) {
    this.environment = environment;
  }

  static String create(String type, String id, String values) {
    return """
    {"action":"create","entity_type":"%s","entity_key":["%s"],\
    "entity_data":{"__entity_type__":"%s","id":"%s",%s}}\
    """
        .formatted(type, id, type, id, values);
  }

  static String query(String expression) {
    return "{\"action\":\"query\",\"expression\":\"" + expression + "\"}";
  }

  void add(String operation) {
    waiting.add(operation);
  }

  int size() {
    return waiting.size();
  }

  /// Sends what is waiting in one call, and brings the answer.
  String send() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(environment.get("FTRACK_SERVER")).resolve("/api"))
            .header("Content-Type", "application/json")
            .header("ftrack-user", environment.get("FTRACK_API_USER"))
            .header("ftrack-api-key", environment.get("FTRACK_API_KEY"))
            .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", waiting) + "]"))
            .build();
    waiting.clear();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200 || response.body().startsWith("{\"exception\"")) {
      throw new IllegalStateException(response.body());
    }
    return response.body();
  }
}
