// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// How many requests may be under way at once. It grows as long as the server gets more done by it
/// and shrinks when the server gets less done: more is not always faster.
final class Window {
  private static final int FIRST = 32;
  private static final int LEAST = 8;
  private static final int MOST = 512;
  private static final int STEP = 32;
  private static final double WORSE = 0.8;
  private static final double FORGET = 0.98;

  private int size = FIRST;
  private int done;
  private long busyNanos;
  private long since;
  private double best;

  int size() {
    return size;
  }

  /// Requests begin to flow.
  void begin(long nanos) {
    since = nanos;
  }

  /// They pause; the pause does not count.
  void pause(long nanos) {
    busyNanos += nanos - since;
    since = nanos;
  }

  void completed(long nanos) {
    done++;
    if (done >= 2 * size) {
      pause(nanos);
      adapt(done * 1e9 / Math.max(1, busyNanos));
      done = 0;
      busyNanos = 0;
    }
  }

  private void adapt(double rate) {
    if (rate >= best) {
      best = rate;
      size = Math.min(MOST, size + STEP);
    } else {
      if (rate < best * WORSE) {
        size = Math.max(LEAST, size * 3 / 4);
      }
      best *= FORGET;
    }
  }
}
