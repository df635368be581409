// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Collects what arrives from one thread for another that wants several at once: waking it for
/// every single piece would cost more than the pieces do.
final class Mailbox<T> {
  private List<T> pieces = new ArrayList<>();
  private int enough = 1;

  synchronized void put(T piece) {
    pieces.add(piece);
    if (pieces.size() >= enough) {
      notifyAll();
    }
  }

  /// Everything that is there as soon as it is enough, or what there is when the time is over.
  synchronized List<T> take(int enoughNow, Duration time) {
    enough = enoughNow;
    long until = System.nanoTime() + time.toNanos();
    try {
      while (pieces.size() < enough && until - System.nanoTime() > 0) {
        Duration rest = Duration.ofNanos(until - System.nanoTime());
        wait(Math.max(1, rest.toMillis()));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    List<T> taken = pieces;
    pieces = new ArrayList<>(taken.size());
    return taken;
  }

  synchronized void clear() {
    pieces.clear();
  }
}
