// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Follows the changes of an ftrack server, and comes back by itself when the connection is lost.
/// Tells of them on a thread of its own, one after the other.
public final class EventFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final Duration USUAL_PING = Duration.ofSeconds(30);
  private static final Patience RETURN =
      new Patience(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofSeconds(60));

  /// Events of our own that come back to us alone, which shows that events arrive at all.
  private static final String PING = "rollcall.ping";

  private final FtrackSettings settings;
  private final Surroundings surroundings;
  private final Duration pingEvery;
  private final Consumer<FeedEvent> each;
  private final JsonMapper json = JsonMapper.shared();
  private final Thread thread;
  private volatile boolean closed;
  private boolean connectedBefore;
  private boolean echoes;

  private EventFeed(
      FtrackSettings settings,
      Surroundings surroundings,
      Duration pingEvery,
      Consumer<FeedEvent> each) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.pingEvery = pingEvery;
    this.each = each;
    this.thread = Thread.ofVirtual().name("ftrack-events").unstarted(this::follow);
  }

  /// Follows a server from now on.
  public static EventFeed follow(FtrackSettings settings, Consumer<FeedEvent> each) {
    return follow(settings, Surroundings.real(), USUAL_PING, each);
  }

  static EventFeed follow(
      FtrackSettings settings,
      Surroundings surroundings,
      Duration pingEvery,
      Consumer<FeedEvent> each) {
    EventFeed feed = new EventFeed(settings, surroundings, pingEvery, each);
    feed.thread.start();
    return feed;
  }

  private void follow() {
    int failures = 0;
    try (HttpClient http = Transport.client(settings)) {
      while (!closed) {
        boolean reached = false;
        try (HubSocket socket = new HubSocket(http, settings)) {
          Conversation conversation = new Conversation(socket);
          conversation.begin();
          reached = true;
          failures = 0;
          each.accept(new FeedEvent.Connected(connectedBefore));
          connectedBefore = true;
          conversation.listen();
        } catch (HubLost lost) {
          failures = reached ? 1 : failures + 1;
          away(lost, failures);
        }
      }
      http.shutdownNow();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException certificates) {
      HubLost lost =
          new HubLost(
              FailureProblem.of(
                  settings,
                  Answer.Failure.of(Cause.TLS, String.valueOf(certificates.getMessage()))));
      each.accept(new FeedEvent.Lost(lost.problem(), Duration.ZERO));
    }
  }

  private void away(HubLost lost, int failures) throws InterruptedException {
    if (closed) {
      return;
    }
    Duration pause = RETURN.after(failures, Optional.empty(), surroundings.chance()).orElseThrow();
    LOG.debug("{}: events lost, again in {}: {}", settings.name(), pause, lost.getMessage());
    each.accept(new FeedEvent.Lost(lost.problem(), pause));
    surroundings.sleeper().sleep(pause);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// One connection, from its beginning to its end.
  private final class Conversation {
    private final HubSocket socket;
    private final String listener = UUID.randomUUID().toString();
    private final String echo = UUID.randomUUID().toString();
    private Instant lastHeard = now();
    private Instant lastPing = now();
    private Optional<Instant> waitingSince = Optional.empty();
    private int number;
    private int acknowledged;

    Conversation(HubSocket socket) {
      this.socket = socket;
    }

    /// Says what is wanted. Some servers acknowledge, others do not.
    void begin() throws HubLost, InterruptedException {
      subscribe(listener, "topic=ftrack.update");
      subscribe(echo, "topic=" + PING);
      Instant until = now().plus(socket.silence());
      while (acknowledged < 2 && now().isBefore(until)) {
        hear(Duration.between(now(), until));
      }
    }

    void listen() throws HubLost, InterruptedException {
      while (!closed) {
        Duration quiet = Duration.between(lastHeard, now());
        if (quiet.compareTo(socket.silence()) >= 0) {
          throw socket.lost("nothing came for " + quiet.toSeconds() + " s, not even a heartbeat");
        }
        ping();
        Duration patience = socket.silence().minus(quiet);
        hear(patience.compareTo(pingEvery) < 0 ? patience : pingEvery);
      }
    }

    /// Events can get lost though heartbeats come. Once one of ours has come back, they all have
    /// to.
    private void ping() throws HubLost, InterruptedException {
      Instant now = now();
      if (waitingSince.isPresent()) {
        boolean late = !now.isBefore(waitingSince.get().plus(socket.silence()));
        if (late && echoes) {
          throw socket.lost("events do not arrive any more though the connection stands");
        }
        if (!late) {
          return;
        }
      }
      if (!now.isBefore(lastPing.plus(pingEvery))) {
        lastPing = now;
        waitingSince = Optional.of(now);
        publish(PING, JsonNodeFactory.instance.objectNode(), "id=" + echo);
      }
    }

    private void hear(Duration patience) throws HubLost, InterruptedException {
      Optional<HubPacket> packet = socket.next(patience);
      if (packet.isEmpty()) {
        return;
      }
      lastHeard = now();
      switch (packet.get().code()) {
        case HubPacket.HEARTBEAT -> socket.send(new HubPacket(HubPacket.HEARTBEAT, "", ""));
        case HubPacket.ACKNOWLEDGEMENT -> acknowledged++;
        case HubPacket.EVENT -> event(packet.get().data());
        case HubPacket.END -> throw socket.lost("the server ended the conversation");
        case HubPacket.ERROR -> LOG.debug("the event hub says: {}", packet.get().data());
        default -> {}
      }
    }

    private void event(String data) {
      try {
        JsonNode event = json.readTree(data).path("args").path(0);
        switch (event.path("topic").asString("")) {
          case PING -> {
            echoes = true;
            waitingSince = Optional.empty();
          }
          case "ftrack.update" ->
              StudioChange.of(event, Transport.TOKEN)
                  .forEach(change -> each.accept(new FeedEvent.Changed(change)));
          default -> {}
        }
      } catch (JacksonException unreadable) {
        LOG.debug("an event cannot be read: {}", unreadable.getMessage());
      }
    }

    private void subscribe(String id, String what) throws HubLost, InterruptedException {
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      data.putObject("subscriber").put("id", id);
      data.put("subscription", what);
      publish("ftrack.meta.subscribe", data, "");
    }

    private void publish(String topic, ObjectNode data, String target)
        throws HubLost, InterruptedException {
      ObjectNode event = JsonNodeFactory.instance.objectNode();
      event.put("id", UUID.randomUUID().toString()).put("topic", topic);
      event.set("data", data);
      event.put("target", target).putNull("inReplyToEvent");
      ObjectNode source = event.putObject("source");
      source.put("id", listener).put("applicationId", "rollcall");
      source.putObject("user").put("username", settings.user());
      ObjectNode packet = JsonNodeFactory.instance.objectNode().put("name", "ftrack.event");
      packet.putArray("args").add(event);
      socket.send(HubPacket.event(++number, json.writeValueAsString(packet)));
    }

    private Instant now() {
      return surroundings.clock().instant();
    }
  }
}
