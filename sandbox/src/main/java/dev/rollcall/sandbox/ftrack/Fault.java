// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.time.Duration;
import java.util.Optional;

/// A way in which the server misbehaves when told to.
public sealed interface Fault {

  /// The work is done and answered, but only after a while.
  record Latency(Duration delay) implements Fault {}

  /// A 500 with a page of HTML; nothing is done.
  record HtmlError() implements Fault {}

  /// A 503 with an empty body; nothing is done.
  record Unavailable(Optional<Duration> retryAfter) implements Fault {}

  /// A 429; nothing is done.
  record TooManyRequests(Optional<Duration> retryAfter) implements Fault {}

  /// The connection is cut; nothing is done.
  record DroppedBefore() implements Fault {}

  /// The work is done, then the connection is cut.
  record DroppedAfter() implements Fault {}

  /// The work is done, but the connection is cut in the middle of the answer.
  record Truncated() implements Fault {}

  /// The key is not good any more.
  record KeyExpired() implements Fault {}

  /// The caller may not do this.
  record PermissionDenied() implements Fault {}

  /// A new login counts as taken, whether it is or not.
  record LoginTaken() implements Fault {}

  /// Nobody can be made active any more.
  record NoSeats() implements Fault {}

  /// A page after the first is answered with the rows of the one before it.
  record PageRepeated() implements Fault {}

  /// A page after the first is left out.
  record PageSkipped() implements Fault {}

  /// Updates are done before the creates that stand in front of them.
  record Reordered() implements Fault {}

  /// The job that synchronises with a directory fails.
  record JobFails() implements Fault {}

  /// Events get lost though connections stay; each event counts as a request.
  ///
  /// @param heartbeats whether clients are still told that the server is there
  record EventSilence(boolean heartbeats) implements Fault {}
}
