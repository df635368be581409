// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.http.HttpReply;
import dev.rollcall.sandbox.ftrack.http.HttpRequest;
import dev.rollcall.sandbox.ftrack.hub.EventHub;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `/sandbox/...`: how a test steers the server and sees what it was asked.
final class ControlEndpoint {
  // Browsers say which page a request comes from: https://fetch.spec.whatwg.org/#origin-header
  private static final Pattern HERE = Pattern.compile("http://(127\\.0\\.0\\.1|localhost)(:\\d+)?");

  private final Faults faults;
  private final Requests requests;
  private final Workspace workspace;
  private final EventHub hub;
  private final JsonMapper json = JsonMapper.shared();

  private record Asked(Requests.Counted counted, List<Requests.Seen> last) {}

  ControlEndpoint(Faults faults, Requests requests, Workspace workspace, EventHub hub) {
    this.faults = faults;
    this.requests = requests;
    this.workspace = workspace;
    this.hub = hub;
  }

  HttpReply reply(HttpRequest request) {
    if (!request.header("origin").map(HERE.asMatchPredicate()::test).orElse(true)) {
      return HttpReply.text(403, "Not for pages from elsewhere.");
    }
    try {
      return ok(answer(request));
    } catch (NoSuchElementException _) {
      return HttpReply.text(404, "Not found.");
    } catch (JacksonException | IllegalArgumentException e) {
      return HttpReply.text(400, String.valueOf(e.getMessage()));
    }
  }

  private Object answer(HttpRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET /sandbox/requests" -> new Asked(requests.counted(), requests.last());
      case "DELETE /sandbox/requests" -> {
        requests.clear();
        yield Map.of();
      }
      case "GET /sandbox/faults" -> faults.listed();
      case "POST /sandbox/faults" -> add(body(request));
      case "DELETE /sandbox/faults" -> {
        faults.clear();
        yield List.of();
      }
      case "GET /sandbox/rules" -> RulesJson.write(workspace.rules().now());
      case "POST /sandbox/rules" -> change(body(request));
      case "POST /sandbox/ldap" -> connect(body(request));
      case "GET /sandbox/invitations" -> workspace.errands().invitations();
      case "DELETE /sandbox/events" -> {
        hub.cut();
        yield Map.of();
      }
      default -> throw new NoSuchElementException();
    };
  }

  private JsonNode body(HttpRequest request) {
    return json.readTree(new String(request.body(), StandardCharsets.UTF_8));
  }

  private List<String> add(JsonNode body) {
    List<JsonNode> wanted = body.isArray() ? body.valueStream().toList() : List.of(body);
    List<FaultJson.Wanted> read = wanted.stream().map(FaultJson::read).toList();
    read.forEach(each -> faults.add(each.fault(), each.trigger()));
    return faults.listed();
  }

  private JsonNode change(JsonNode body) {
    workspace.rules().become(RulesJson.read(workspace.rules().now(), body));
    return RulesJson.write(workspace.rules().now());
  }

  private LdapSync connect(JsonNode body) {
    List<LdapSync.Hit> hits =
        body.path("hits")
            .valueStream()
            .map(hit ->
                new LdapSync.Hit(
                    hit.path("username").asString(""),
                    hit.path("first_name").asString(""),
                    hit.path("last_name").asString(""),
                    hit.path("email").asString("")))
            .toList();
    LdapSync ldap =
        new LdapSync(
            hits,
            body.path("activates_existing").asBoolean(false),
            Duration.ofMillis(body.path("milliseconds").asLong(0)));
    workspace.jobs().connect(ldap);
    return ldap;
  }

  private HttpReply ok(Object body) {
    return HttpReply.json(200, json.writeValueAsBytes(body));
  }
}
