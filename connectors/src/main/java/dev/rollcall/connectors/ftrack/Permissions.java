// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;

/// Asks the server what the caller may do with a type of entity.
final class Permissions {
  private Permissions() {}

  /// What the answer looks like is not published, so only a clear no counts.
  ///
  /// @param words the entities, as people call them
  static Finding tried(
      FtrackClient client, FtrackSettings settings, String entityType, String words) {
    return switch (client.call(List.of(new Operation.Permissions(entityType)))) {
      case Success _ ->
          new Finding.Good(
              "the server answers what '%s' may do with %s".formatted(settings.user(), words));
      case Failure failure when failure.cause() == Cause.PERMISSION ->
          new Finding.Bad(FailureProblem.of(settings, failure));
      case Failure failure -> new Finding.Warning(unknown(settings, words, failure));
    };
  }

  private static Problem unknown(FtrackSettings settings, String words, Failure failure) {
    return new Problem(
        "FTRACK-RIGHTS-UNKNOWN",
        Blame.REMOTE_SYSTEM,
        "whether '%s' may change %s cannot be tried".formatted(settings.user(), words),
        failure.said(),
        "make sure that the key's role may manage users, then try a plan with one change");
  }
}
