// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// What a request is answered with.
public sealed interface HttpReply {

  /// An answer as it should be.
  @SuppressWarnings("ArrayRecordComponent")
  record Full(int status, Map<String, String> headers, byte[] body) implements HttpReply {
    public Full {
      headers = new LinkedHashMap<>(headers);
    }

    public Full with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Full(status, more, body);
    }
  }

  /// An answer that promises its whole body, and a connection that is cut after half of it.
  record Half(Full whole) implements HttpReply {
    byte[] sent() {
      return Arrays.copyOf(whole.body(), whole.body().length / 2);
    }
  }

  /// The connection goes on as a WebSocket, until the talk is over.
  record Upgrade(String key, Consumer<WebSocket> talk) implements HttpReply {
    byte[] head() {
      String head =
          "HTTP/1.1 101 -\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
              + WebSocket.accepted(key)
              + "\r\n\r\n";
      return head.getBytes(StandardCharsets.US_ASCII);
    }
  }

  /// No answer; the connection is cut.
  record Nothing() implements HttpReply {}

  static Full of(int status, String type, byte[] body) {
    return new Full(status, Map.of("Content-Type", type), body);
  }

  static Full json(int status, byte[] body) {
    return of(status, "application/json", body);
  }

  static Full text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static Full html(int status, String html) {
    return of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  static Full empty(int status) {
    return new Full(status, Map.of(), new byte[0]);
  }
}
