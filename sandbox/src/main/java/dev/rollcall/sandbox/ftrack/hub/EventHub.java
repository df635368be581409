// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.hub;

import dev.rollcall.sandbox.ftrack.http.WebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Passes events between clients, and from the server to them.
public final class EventHub {
  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
  private static final int CLOSE_AFTER_SECONDS = 60;

  private final Duration heartbeat;
  private final Silence silence;
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
  private final JsonMapper json = JsonMapper.shared();

  /// What is kept back though the connection stays.
  public interface Silence {
    boolean swallowsEvent();

    boolean swallowsHeartbeat();
  }

  /// @param heartbeat how often clients are told that the server is there
  public EventHub(Duration heartbeat, Silence silence) {
    this.heartbeat = heartbeat;
    this.silence = silence;
  }

  /// Opens a session for somebody who may have one.
  ///
  /// @return what the handshake answers
  public String handshake() {
    String session = UUID.randomUUID().toString();
    sessions.add(session);
    return "%s:%d:%d:websocket"
        .formatted(session, Math.max(1, heartbeat.toSeconds() * 2), CLOSE_AFTER_SECONDS);
  }

  public boolean knows(String session) {
    return sessions.contains(session);
  }

  /// Whether anybody would hear an event.
  public boolean hasPeers() {
    return !peers.isEmpty();
  }

  /// Talks with a client until it leaves.
  public void talk(String session, WebSocket socket) {
    Peer peer = new Peer(socket);
    peer.send(new Packet(Packet.CONNECT, "", ""));
    peers.add(peer);
    Thread writer = Thread.ofVirtual().name("sandbox-events").start(peer::deliver);
    Thread pulse = Thread.ofVirtual().name("sandbox-heartbeat").start(() -> beat(peer));
    try {
      Optional<String> message = peer.next();
      while (message.isPresent()) {
        hear(peer, Packet.read(message.orElseThrow()));
        message = peer.next();
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("an event connection ended", e);
    } finally {
      peers.remove(peer);
      sessions.remove(session);
      writer.interrupt();
      pulse.interrupt();
    }
  }

  private void beat(Peer peer) {
    try {
      while (peers.contains(peer)) {
        if (!silence.swallowsHeartbeat()) {
          peer.send(new Packet(Packet.HEARTBEAT, "", ""));
        }
        Thread.sleep(heartbeat);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(Peer peer, Packet packet) {
    if (packet.code() != Packet.EVENT) {
      return;
    }
    try {
      JsonNode event = json.readTree(packet.data()).path("args").path(0);
      handle(peer, event);
    } catch (JacksonException | IllegalArgumentException e) {
      peer.send(new Packet(Packet.ERROR, "", "cannot use this event: " + e.getMessage()));
      return;
    }
    if (packet.wantsAcknowledgement()) {
      peer.send(packet.acknowledgement());
    }
  }

  private void handle(Peer peer, JsonNode event) {
    switch (event.path("topic").asString("")) {
      case "ftrack.meta.subscribe" -> peer.subscribe(event.path("data"));
      case "ftrack.meta.unsubscribe" -> peer.unsubscribe(event.path("data"));
      default -> publish(event);
    }
  }

  /// Gives an event to everybody who wants it and whom it is for.
  public void publish(JsonNode event) {
    Subscription target = new Subscription(event.path("target").asString(""));
    if (silence.swallowsEvent()) {
      return;
    }
    ObjectNode payload = JsonNodeFactory.instance.objectNode().put("name", "ftrack.event");
    payload.putArray("args").add(event);
    Packet packet = new Packet(Packet.EVENT, "", json.writeValueAsString(payload));
    peers.stream().filter(peer -> peer.wants(event, target)).forEach(peer -> peer.send(packet));
  }

  /// Cuts all connections; clients may come back.
  public void cut() {
    peers.forEach(Peer::cut);
  }
}
