// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.testkit.javascript.JavaScriptClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a client sends to a server of its own for one piece of work, request by request.
final class SentRequests {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final JsonMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final JavaScriptClient CLIENT =
      new JavaScriptClient(SentRequests.class, "same_work.js");

  private SentRequests() {}

  /// What has to be there before the work begins.
  interface Prepared {
    /// @return what the work has to know, mostly ids
    List<String> on(Studio studio) throws Exception;
  }

  /// The work, done by our client.
  interface Work {
    void on(Studio studio, List<String> known) throws Exception;
  }

  static void install() throws Exception {
    CLIENT.install();
  }

  static List<List<ObjectNode>> theirs(String work, Prepared prepared) throws Exception {
    try (Studio studio = Studio.usual()) {
      List<String> arguments = new ArrayList<>(List.of(work));
      arguments.addAll(prepared.on(studio));
      studio.server.requests().clear();
      CLIENT.work(studio.server.uri(), Options.USUAL_LOGIN, Options.USUAL_KEY, arguments);
      return arrived(studio, work);
    }
  }

  static List<List<ObjectNode>> ours(String name, Prepared prepared, Work work) throws Exception {
    try (Studio studio = Studio.usual()) {
      List<String> known = prepared.on(studio);
      studio.server.requests().clear();
      work.on(studio, known);
      return arrived(studio, name);
    }
  }

  /// Without the request that each client starts with, unless starting is the work.
  private static List<List<ObjectNode>> arrived(Studio studio, String work) {
    List<List<ObjectNode>> requests = new ArrayList<>();
    for (List<JsonNode> request : studio.server.requests().operations()) {
      boolean starts =
          request.getFirst().path("action").asString("").equals("query_server_information");
      if (work.equals("start") || !starts) {
        requests.add(request.stream().map(one -> (ObjectNode) one).toList());
      }
    }
    return requests;
  }

  /// One request a line, each id replaced by how manieth it is, keys in alphabetical order.
  static String text(List<List<ObjectNode>> requests) {
    List<String> lines = new ArrayList<>();
    for (List<ObjectNode> request : requests) {
      for (ObjectNode operation : request) {
        lines.add(SORTED.writeValueAsString(SORTED.convertValue(operation, Map.class)));
      }
      lines.add("--");
    }
    Map<String, String> names = new HashMap<>();
    return ID.matcher(String.join("\n", lines))
        .replaceAll(found -> names.computeIfAbsent(found.group(), _ -> "id-" + names.size()));
  }
}
