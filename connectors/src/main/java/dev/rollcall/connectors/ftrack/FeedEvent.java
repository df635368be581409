// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.problem.Problem;
import java.time.Duration;

/// What somebody who follows a server's changes is told.
public sealed interface FeedEvent {
  /// Changes come from now on.
  ///
  /// @param again whether they came before and then did not for a while, so that some may be missed
  record Connected(boolean again) implements FeedEvent {}

  /// No changes come now.
  ///
  /// @param retryIn after what time the connection is tried again
  record Lost(Problem problem, Duration retryIn) implements FeedEvent {}

  /// Something was changed.
  record Changed(StudioChange change) implements FeedEvent {}
}
