// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.hub;

import dev.rollcall.sandbox.ftrack.http.WebSocket;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.JsonNode;

/// A client of the event hub that is connected.
final class Peer {
  private static final int MOST_WAITING = 100_000;

  private final WebSocket socket;
  private final Map<String, Wish> wishes = new ConcurrentHashMap<>();
  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

  private record Wish(JsonNode subscriber, Subscription subscription) {
    boolean covers(JsonNode event, Subscription target) {
      return subscription.test(event) && target.test(subscriber);
    }
  }

  Peer(WebSocket socket) {
    this.socket = socket;
  }

  void subscribe(JsonNode data) {
    JsonNode subscriber = data.path("subscriber");
    Subscription subscription = new Subscription(data.path("subscription").asString(""));
    wishes.put(subscriber.path("id").asString(""), new Wish(subscriber, subscription));
  }

  void unsubscribe(JsonNode data) {
    wishes.remove(data.path("subscriber").path("id").asString(""));
  }

  boolean wants(JsonNode event, Subscription target) {
    return wishes.values().stream().anyMatch(wish -> wish.covers(event, target));
  }

  /// Queues a packet; a client that does not read is cut off when too much waits for it.
  void send(Packet packet) {
    if (!waiting.offer(packet.text())) {
      cut();
    }
  }

  /// Sends what is queued, until the connection ends.
  void deliver() {
    try {
      while (true) {
        socket.send(waiting.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException _) {
      cut();
    }
  }

  Optional<String> next() throws IOException {
    return socket.next();
  }

  void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
