// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks with the event hub.
final class HubClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();
  private final Map<String, BlockingQueue<String>> received = new ConcurrentHashMap<>();
  private final String handshake;
  private final WebSocket socket;

  HubClient(FtrackSandbox sandbox) throws IOException, InterruptedException {
    String query = "?api_user=" + Options.USUAL_LOGIN + "&api_key=" + Options.USUAL_KEY;
    URI uri = sandbox.uri().resolve("/socket.io/1/" + query);
    handshake = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    String session = handshake.split(":", -1)[0];
    String address = uri.getAuthority() + "/socket.io/1/websocket/" + session;
    socket = http.newWebSocketBuilder().buildAsync(URI.create("ws://" + address), new Ear()).join();
  }

  String handshake() {
    return handshake;
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        keep(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      keep("closed");
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      keep("closed");
    }
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  /// Publishes an event under a number, and waits until the hub has taken it.
  void publish(String topic, Map<String, ?> data, String target) throws InterruptedException {
    Map<String, Object> event =
        Map.of(
            "id", UUID.randomUUID().toString(),
            "topic", topic,
            "data", data,
            "target", target,
            "source", Map.of("id", "me", "user", Map.of("username", Options.USUAL_LOGIN)));
    Map<String, Object> payload = Map.of("name", "ftrack.event", "args", List.of(event));
    send("5:7+::" + json.writeValueAsString(payload));
    awaitStarting("6:::7+");
  }

  void subscribe(String id, String subscription) throws InterruptedException {
    publish(
        "ftrack.meta.subscribe",
        Map.of("subscriber", Map.of("id", id), "subscription", subscription),
        "");
  }

  /// The next event; what else comes is passed over.
  JsonNode event() throws InterruptedException {
    String text = awaitStarting("5:::");
    return json.readTree(text.substring(4)).path("args").path(0);
  }

  private BlockingQueue<String> queue(String start) {
    return received.computeIfAbsent(start.substring(0, 1), _ -> new LinkedBlockingQueue<>());
  }

  private void keep(String text) {
    queue(text).add(text);
  }

  /// The next packet of the kind that the start tells.
  String awaitStarting(String start) throws InterruptedException {
    String next = queue(start).poll(10, TimeUnit.SECONDS);
    if (next == null || !next.startsWith(start)) {
      throw new AssertionError("nothing came that starts with " + start + ", but " + next);
    }
    return next;
  }

  /// What has come and was not looked at yet.
  Optional<String> waiting(String start) {
    return Optional.ofNullable(queue(start).peek());
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }
}
