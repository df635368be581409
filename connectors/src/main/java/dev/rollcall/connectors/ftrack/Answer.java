// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What came of one call: everything or nothing.
public sealed interface Answer {
  /// One result for each operation, in their order.
  ///
  /// @param entities the entities of the whole answer; an entity that occurs twice is written out
  ///   only once in it
  record Success(List<JsonNode> results, Entities entities) implements Answer {
    public Success {
      results = List.copyOf(results);
    }

    /// The rows that the query at this place found.
    public List<JsonNode> rows(int operation) {
      return List.copyOf(results.get(operation).path("data").values());
    }
  }

  /// No results.
  ///
  /// @param status the HTTP status; 0 where no answer came
  /// @param said the other side's words, shortened, without secrets
  /// @param retryAfter how long the server asks to be left alone
  record Failure(Cause cause, int status, String said, Optional<Duration> retryAfter)
      implements Answer {
    static Failure of(Cause cause, String said) {
      return new Failure(cause, 0, said, Optional.empty());
    }

    Failure withSaid(String words) {
      return new Failure(cause, status, words, retryAfter);
    }
  }
}
