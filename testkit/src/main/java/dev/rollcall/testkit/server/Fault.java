// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.time.Duration;

/// What a [FaultProxy] does to the connections that go through it.
public sealed interface Fault {
  /// Everything goes through.
  record Pass() implements Fault {}

  /// Each connection ends after so many octets in one direction, counted from now.
  record CutAfter(Direction direction, long octets) implements Fault {}

  /// One connection ends after so many octets in one direction, counted from now; after that
  /// everything goes through.
  record CutOnceAfter(Direction direction, long octets) implements Fault {}

  /// One side hears the end of the stream after so many octets, and can still speak.
  record HalfCloseAfter(Direction direction, long octets) implements Fault {}

  /// Every piece that goes through, in either direction, is late by this time.
  record Delay(Duration time) implements Fault {}

  /// Octets go to the client a few at a time, with a pause after each few.
  record Drip(int octets, Duration pause) implements Fault {}

  /// Of each connection, one LDAP message to the client says it is of another length than it is.
  ///
  /// @param messages how many come before it, counted from now
  record CorruptLength(int messages) implements Fault {}

  /// Connections are accepted and stay silent; what was sent goes through when this is over.
  record Stall() implements Fault {}

  /// Nobody listens any more; connections that are open live on.
  record Refuse() implements Fault {}

  /// Which way octets flow.
  enum Direction {
    TO_SERVER,
    TO_CLIENT
  }
}
