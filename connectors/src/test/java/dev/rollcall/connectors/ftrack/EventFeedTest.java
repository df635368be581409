// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.connectors.ftrack.StudioChange.Action;
import dev.rollcall.connectors.ftrack.StudioChange.Thing;
import dev.rollcall.connectors.ftrack.StudioChange.Values;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventFeedTest {
  private static final Duration PING = Duration.ofMillis(300);

  private final BlockingQueue<FeedEvent> told = new LinkedBlockingQueue<>();
  private Studio studio;
  private EventFeed feed;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    studio = Studio.with(Options.usual().withHeartbeat(Duration.ofMillis(100)));
    feed = follow(studio.settings);
    assertEquals(new FeedEvent.Connected(false), next());
  }

  @AfterEach
  void stop() {
    feed.close();
    studio.close();
  }

  @Test
  void tellsOfWhatSomebodyChangesByHand() throws InterruptedException {
    String id = studio.user("ada");
    StudioChange made = changed();
    studio.change(id, "email", "ada@example.com");
    StudioChange edited = changed();
    studio.remove(id);
    StudioChange gone = changed();

    assertEquals(
        List.of(Thing.USER, Action.ADD, id), List.of(made.thing(), made.action(), made.id()));
    assertEquals(Options.USUAL_LOGIN, made.by());
    assertEquals(new Values("", "ada"), made.values().get("username"));
    assertEquals(Action.UPDATE, edited.action());
    assertEquals(new Values("", "ada@example.com"), edited.values().get("email"));
    assertEquals(Action.REMOVE, gone.action());
    assertEquals(new Values("ada", ""), gone.values().get("username"));
  }

  @Test
  void knowsItsOwnChangesByTheTokenOfTheClient() throws InterruptedException {
    Outcome outcome = studio.apply(Studio.create("ours"));

    assertInstanceOf(Outcome.Applied.class, outcome);
    assertTrue(changed().ours());
  }

  @Test
  void comesBackWhenTheConnectionIsCut() throws InterruptedException {
    studio.server.cutEvents();

    assertInstanceOf(FeedEvent.Lost.class, next());
    assertEquals(new FeedEvent.Connected(true), next());
    studio.user("bo");
    assertEquals(Thing.USER, changed().thing());
  }

  @Test
  void noticesThatNotEvenHeartbeatsCome() throws InterruptedException {
    studio.server.faults().add(new Fault.EventSilence(false), Trigger.always());

    assertLost("not even a heartbeat");
    studio.server.faults().clear();
    assertComesBack();
  }

  @Test
  void noticesThatEventsGetLostThoughHeartbeatsCome() throws InterruptedException {
    awaitEcho();
    studio.server.faults().add(new Fault.EventSilence(true), Trigger.always());

    assertLost("events do not arrive");
    studio.server.faults().clear();
    assertComesBack();
  }

  @Test
  void saysThatTheKeyIsNotGood() throws InterruptedException {
    FtrackSettings wrong =
        new FtrackSettings(
            "studio",
            studio.server.uri(),
            Options.USUAL_LOGIN,
            Secret.of("wrong"),
            1,
            500,
            Duration.ofSeconds(5));
    try (EventFeed _ = follow(wrong)) {
      FeedEvent.Lost lost = assertInstanceOf(FeedEvent.Lost.class, next());

      assertEquals("FTRACK-CREDENTIALS", lost.problem().code());
      assertFalse(lost.problem().text().contains("wrong"), lost.problem().text());
    }
  }

  private EventFeed follow(FtrackSettings settings) {
    Surroundings soon =
        new Surroundings(
            _ -> new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS),
            () -> 0.5,
            UUID::randomUUID,
            InstantSource.system());
    return EventFeed.follow(settings, soon, PING, told::add);
  }

  /// The first event of its own has to have come back before a lack of them means anything.
  private void awaitEcho() throws InterruptedException {
    assertEquals(null, told.poll(PING.multipliedBy(4).toMillis(), TimeUnit.MILLISECONDS));
  }

  private void assertLost(String why) throws InterruptedException {
    FeedEvent.Lost lost = assertInstanceOf(FeedEvent.Lost.class, next());
    assertEquals("FTRACK-EVENTS-LOST", lost.problem().code());
    assertTrue(lost.problem().why().contains(why), lost.problem().why());
  }

  private void assertComesBack() throws InterruptedException {
    FeedEvent event = next();
    while (event instanceof FeedEvent.Lost) {
      event = next();
    }
    assertEquals(new FeedEvent.Connected(true), event);
  }

  private StudioChange changed() throws InterruptedException {
    FeedEvent event = next();
    while (event instanceof FeedEvent.Changed(StudioChange change)
        && change.thing() == Thing.ROLE) {
      event = next();
    }
    return assertInstanceOf(FeedEvent.Changed.class, event).change();
  }

  private FeedEvent next() throws InterruptedException {
    FeedEvent event = told.poll(20, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("nothing was told");
    }
    return event;
  }
}
