// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.files.Depot;
import dev.rollcall.sandbox.ftrack.files.FileEndpoint;
import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The operations around the content of components.
final class Uploads {
  private static final int MOST_PARTS = 1000;

  private final Depot depot;

  Uploads(Depot depot) {
    this.depot = depot;
  }

  /// Says where to send a file. Its component need not be there yet.
  void metadata(Operation operation, Call call) {
    JsonNode json = operation.json();
    Depot.Announced announced =
        new Depot.Announced(
            operation.text("component_id"),
            operation.text("file_name"),
            json.path("file_size").asLong(-1),
            Optional.of(json.path("checksum").asString("")).filter(text -> !text.isEmpty()));
    int parts = json.path("parts").asInt(0);
    if (announced.size() < 0 || parts > MOST_PARTS) {
      throw Refusal.invalid("the operation 'get_upload_metadata' needs 'file_size'");
    }
    JsonGenerator out = call.out();
    out.writeStartObject();
    if (parts > 0) {
      several(out, call, depot.open(announced, parts), announced);
    } else {
      out.writeStringProperty("url", address(call, depot.open(announced)));
      headers(out, announced);
    }
    out.writeStringProperty("component_id", announced.componentId());
    out.writeEndObject();
  }

  private static void headers(JsonGenerator out, Depot.Announced announced) {
    out.writeName("headers");
    out.writeStartObject();
    out.writeStringProperty("Content-Length", String.valueOf(announced.size()));
    out.writeStringProperty("Content-Type", announced.type());
    announced.checksum().ifPresent(md5 -> out.writeStringProperty("Content-MD5", md5));
    out.writeEndObject();
  }

  private static void several(
      JsonGenerator out, Call call, List<String> tickets, Depot.Announced announced) {
    out.writeName("urls");
    out.writeStartArray();
    int number = 1;
    for (String ticket : tickets) {
      out.writeStartObject();
      out.writeStringProperty("signed_url", address(call, ticket));
      out.writeNumberProperty("part_number", number++);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeStringProperty("upload_id", announced.componentId());
  }

  private static String address(Call call, String ticket) {
    return call.base() + FileEndpoint.UPLOAD + ticket;
  }

  /// Puts a file together that came in parts.
  void complete(Operation operation, Call call) {
    String componentId = operation.text("component_id");
    if (!depot.join(componentId)) {
      throw Refusal.invalid("no parts of '" + componentId + "' have come");
    }
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeStringProperty("component_id", componentId);
    out.writeStringProperty("url", call.base() + "/component/get?id=" + componentId);
    out.writeEndObject();
  }
}
