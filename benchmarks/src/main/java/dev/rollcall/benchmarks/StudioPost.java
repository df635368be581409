// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Posts operations as they are, and looks at nothing but whether they were taken.
final class StudioPost {
  private static final Pattern NAMED =
      Pattern.compile("\"(id|name)\": ?\"([^\"]*)\"[^{}]*\"(id|name)\": ?\"([^\"]*)\"");

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

  static String user(String id, ResultSet row) throws SQLException {
    return create(
        "User",
        id,
        "\"username\":\"%s\",\"email\":\"%s\",\"first_name\":\"%s\",\"last_name\":\"%s\""
            .formatted(row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
  }

  static String group(String id, int number) {
    return create("Group", id, "\"name\":\"" + Studio.group(number) + "\",\"local\":false");
  }

  static String membership(String group, String user) {
    String values = "\"group_id\":\"%s\",\"user_id\":\"%s\"".formatted(group, user);
    return create("Membership", UUID.randomUUID().toString(), values);
  }

  /// @param project empty text for all open ones
  static String role(String action, String user, String role, String project) {
    String where =
        project.isEmpty() ? "\"all_open_projects\":true" : "\"project_id\":\"" + project + "\"";
    return "{\"action\":\"%s\",\"user_id\":\"%s\",\"role_id\":\"%s\"%s}"
        .formatted(action, user, role, action.startsWith("add") ? "" : "," + where);
  }

  /// The ids of all of a type by their names.
  Map<String, String> named(String type) throws IOException, InterruptedException {
    add(query("select id, name from " + type));
    Map<String, String> ids = new HashMap<>();
    Matcher each = NAMED.matcher(send());
    while (each.find()) {
      boolean idFirst = each.group(1).equals("id");
      ids.put(each.group(idFirst ? 4 : 2), each.group(idFirst ? 2 : 4));
    }
    return ids;
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
