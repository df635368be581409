// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.http.HttpReply;
import dev.rollcall.sandbox.ftrack.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/sandbox/...`: how a test steers the server and sees what it was asked.
final class ControlEndpoint {
  private final Faults faults;
  private final Requests requests;
  private final RulesInForce rules;
  private final JsonMapper json = JsonMapper.shared();

  private record Asked(Requests.Counted counted, List<Requests.Seen> last) {}

  ControlEndpoint(Faults faults, Requests requests, RulesInForce rules) {
    this.faults = faults;
    this.requests = requests;
    this.rules = rules;
  }

  HttpReply reply(HttpRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /sandbox/requests" -> ok(new Asked(requests.counted(), requests.last()));
      case "DELETE /sandbox/requests" -> {
        requests.clear();
        yield ok(Map.of());
      }
      case "GET /sandbox/faults" -> ok(faults.listed());
      case "POST /sandbox/faults" -> add(request);
      case "DELETE /sandbox/faults" -> {
        faults.clear();
        yield ok(List.of());
      }
      case "GET /sandbox/rules" -> ok(RulesJson.write(rules.now()));
      case "POST /sandbox/rules" -> change(request);
      default -> HttpReply.text(404, "Not found.");
    };
  }

  private HttpReply add(HttpRequest request) {
    try {
      JsonNode body = json.readTree(new String(request.body(), StandardCharsets.UTF_8));
      List<JsonNode> wanted = body.isArray() ? body.valueStream().toList() : List.of(body);
      List<FaultJson.Wanted> read = wanted.stream().map(FaultJson::read).toList();
      read.forEach(each -> faults.add(each.fault(), each.trigger()));
      return ok(faults.listed());
    } catch (JacksonException | IllegalArgumentException e) {
      return HttpReply.text(400, String.valueOf(e.getMessage()));
    }
  }

  private HttpReply change(HttpRequest request) {
    try {
      JsonNode wanted = json.readTree(new String(request.body(), StandardCharsets.UTF_8));
      rules.become(RulesJson.read(rules.now(), wanted));
      return ok(RulesJson.write(rules.now()));
    } catch (JacksonException | IllegalArgumentException e) {
      return HttpReply.text(400, String.valueOf(e.getMessage()));
    }
  }

  private HttpReply ok(Object body) {
    return HttpReply.json(200, json.writeValueAsBytes(body));
  }
}
