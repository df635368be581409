// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.http.HttpReply;
import dev.rollcall.sandbox.ftrack.http.HttpRequest;
import dev.rollcall.sandbox.ftrack.hub.EventHub;

/// `/socket.io/1/`: lets clients into the event hub.
final class HubEndpoint {
  static final String PATH = "/socket.io/1/";

  private static final String WEBSOCKET = PATH + "websocket/";

  private final EventHub hub;
  private final Accounts accounts;

  HubEndpoint(EventHub hub, Accounts accounts) {
    this.hub = hub;
    this.accounts = accounts;
  }

  HttpReply reply(HttpRequest request) {
    if (!request.path().startsWith(WEBSOCKET)) {
      return handshake(request);
    }
    String session = request.path().substring(WEBSOCKET.length());
    String key = request.header("sec-websocket-key").orElse("");
    return hub.knows(session) && !key.isEmpty()
        ? new HttpReply.Upgrade(key, socket -> hub.talk(session, socket))
        : HttpReply.text(400, "No such session.");
  }

  /// Python clients say who they are in headers, JavaScript clients in the query.
  private HttpReply handshake(HttpRequest request) {
    String user = request.header("ftrack-user").or(() -> request.parameter("api_user")).orElse("");
    String key = request.header("ftrack-api-key").or(() -> request.parameter("api_key")).orElse("");
    if (!accounts.mayCall(user, key)) {
      return HttpReply.text(401, "The supplied API key is not valid for the given user.");
    }
    return HttpReply.text(200, hub.handshake());
  }
}
