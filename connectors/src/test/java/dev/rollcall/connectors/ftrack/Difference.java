// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What our client does otherwise than ftrack's JavaScript client, on purpose.
enum Difference {
  LOOKS_FIRST(
      "looks at what is there before it writes: nothing is done twice after an answer is lost, and"
          + " what somebody changed meanwhile is not overwritten",
      Difference::withoutLooks),
  NAMES_WHAT_IT_CREATES(
      "makes the id of what it creates and gives it as key, so that it finds its work again after"
          + " an answer is lost; ftrack's Python client does the same (`session.py`)",
      requests -> each(requests, Difference::nameless)),
  GIVES_THE_KEY(
      "gives the id of what it creates as key too, as ftrack's Python client does",
      requests -> each(requests, Difference::keyless)),
  ESCAPES_WHAT_ENDS_A_TEXT(
      "leaves single quotes as they are in a text between double quotes, where they end nothing",
      requests -> each(requests, Difference::singleQuotesEscaped)),
  ASKS_AT_ONCE(
      "asks for the types of users and for custom attributes in the request with which it starts",
      requests ->
          each(
              requests,
              operation -> action(operation).equals("query") ? List.of() : List.of(operation))),
  READS_BY_ID(
      "asks for a page by the id it begins with and not by its number, so that nobody is left out"
          + " when somebody goes while it reads",
      requests -> each(requests, Difference::byNumber)),
  PROVES_THE_END(
      "asks for the last id there is, so that it knows that the last page was the last",
      requests -> each(requests, Difference::withoutTheEnd)),
  COMPONENT_AFTER_ITS_FILE(
      "makes the component when its file is there, together with its place, so that no component"
          + " is without one; ftrack's Python client does the same (`location.py`)",
      Difference::componentFirst),
  CHECKS_THE_FILE(
      "gives the file's checksum, as ftrack's Python client does, and says nothing of parts",
      requests -> each(requests, Difference::unchecked)),
  KEEPS_A_PRINT(
      "keeps what a picture was made of as metadata, so that it is not sent again",
      requests -> each(requests, Difference::withoutMetadata));

  private final String reason;
  private final UnaryOperator<List<List<ObjectNode>>> removal;

  Difference(String reason, UnaryOperator<List<List<ObjectNode>>> removal) {
    this.reason = reason;
    this.removal = removal;
  }

  String reason() {
    return reason;
  }

  /// What we would send without it.
  List<List<ObjectNode>> removed(List<List<ObjectNode>> ours) {
    return removal.apply(ours);
  }

  private interface Change {
    List<ObjectNode> of(ObjectNode operation);
  }

  private static List<List<ObjectNode>> each(List<List<ObjectNode>> requests, Change change) {
    List<List<ObjectNode>> changed = new ArrayList<>();
    for (List<ObjectNode> request : requests) {
      changed.add(request.stream().flatMap(one -> change.of(one.deepCopy()).stream()).toList());
    }
    return changed;
  }

  private static String action(JsonNode operation) {
    return operation.path("action").asString("");
  }

  private static boolean creates(JsonNode operation, String entityType) {
    return action(operation).equals("create")
        && operation.path("entity_type").asString("").equals(entityType);
  }

  private static List<List<ObjectNode>> withoutLooks(List<List<ObjectNode>> requests) {
    return requests.stream()
        .filter(request -> !request.stream().allMatch(one -> action(one).equals("query")))
        .toList();
  }

  private static List<ObjectNode> nameless(ObjectNode operation) {
    if (action(operation).equals("create")) {
      operation.remove("entity_key");
      ((ObjectNode) operation.path("entity_data")).remove("id");
    }
    return List.of(operation);
  }

  private static List<ObjectNode> keyless(ObjectNode operation) {
    if (action(operation).equals("create")) {
      operation.remove("entity_key");
    }
    return List.of(operation);
  }

  private static List<ObjectNode> singleQuotesEscaped(ObjectNode operation) {
    String expression = operation.path("expression").asString("");
    return List.of(operation.put("expression", expression.replace("'", "\\'")));
  }

  private static List<ObjectNode> byNumber(ObjectNode operation) {
    String expression = operation.path("expression").asString("");
    operation.put(
        "expression",
        expression.replaceFirst(" where id >= \"[^\"]+\" order by id", " order by id offset 3"));
    return List.of(operation);
  }

  private static List<ObjectNode> withoutTheEnd(ObjectNode operation) {
    return operation.path("expression").asString("").endsWith("descending limit 1")
        ? List.of()
        : List.of(operation);
  }

  private static List<List<ObjectNode>> componentFirst(List<List<ObjectNode>> requests) {
    List<ObjectNode> components =
        requests.stream()
            .flatMap(List::stream)
            .filter(one -> creates(one, "FileComponent"))
            .toList();
    List<List<ObjectNode>> moved = new ArrayList<>();
    for (List<ObjectNode> request : requests) {
      List<ObjectNode> operations = new ArrayList<>(request);
      operations.removeAll(components);
      if (operations.stream().anyMatch(one -> action(one).equals("get_upload_metadata"))) {
        operations.addAll(components);
        operations.sort(Comparator.comparing(Difference::action));
      }
      moved.add(operations);
    }
    return moved;
  }

  private static List<ObjectNode> unchecked(ObjectNode operation) {
    if (action(operation).equals("get_upload_metadata")) {
      operation.remove("checksum");
      operation.putNull("parts");
    }
    return List.of(operation);
  }

  private static List<ObjectNode> withoutMetadata(ObjectNode operation) {
    return operation.path("entity_type").asString("").equals("Metadata")
        ? List.of()
        : List.of(operation);
  }
}
