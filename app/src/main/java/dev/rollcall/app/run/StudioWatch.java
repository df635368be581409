// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.connectors.ftrack.ChangeWords;
import dev.rollcall.connectors.ftrack.EventFeed;
import dev.rollcall.connectors.ftrack.FeedEvent;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ftrack.StudioChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Follows the changes that are made by hand in ftrack systems.
public final class StudioWatch implements AutoCloseable {
  private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
  private final Map<String, ChangeWords> words = new LinkedHashMap<>();
  private final List<EventFeed> feeds = new ArrayList<>();

  /// What happened in a system.
  public record Seen(String system, FeedEvent event) {}

  /// Follows these from now on.
  public StudioWatch(List<FtrackSettings> systems) {
    for (FtrackSettings system : systems) {
      words.put(system.name(), new ChangeWords(system));
      feeds.add(EventFeed.follow(system, event -> seen.add(new Seen(system.name(), event))));
    }
  }

  /// What happened next; empty when nothing did in that time. What Rollcall did itself, and what no
  /// sync looks after, is passed over.
  public Optional<Seen> next(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Seen next = seen.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (next == null || matters(next)) {
        return Optional.ofNullable(next);
      }
    }
  }

  private static boolean matters(Seen seen) {
    return !(seen.event() instanceof FeedEvent.Changed(StudioChange change))
        || (!change.ours() && change.thing() != StudioChange.Thing.PROJECT);
  }

  /// A change in words.
  public String words(String system, StudioChange change) {
    return Objects.requireNonNull(words.get(system)).of(change);
  }

  @Override
  public void close() {
    feeds.forEach(EventFeed::close);
    words.values().forEach(ChangeWords::close);
  }
}
