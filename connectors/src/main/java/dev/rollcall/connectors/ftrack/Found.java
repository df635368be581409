// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import java.util.ArrayList;
import java.util.List;

/// What queries without limit found: all of it, or nothing.
sealed interface Found {
  /// The rows of each query, in the order of the queries.
  record Rows(List<List<Row>> byQuery) implements Found {
    /// The rows of all queries.
    List<Row> all() {
      return byQuery.stream().flatMap(List::stream).toList();
    }
  }

  record Nothing(Failure failure) implements Found {}

  /// One call, or as many as a server needs that takes only short ones.
  static Found by(FtrackClient client, List<String> queries) {
    if (queries.isEmpty()) {
      return new Rows(List.of());
    }
    List<Operation> operations =
        queries.stream().<Operation>map(query -> new Operation.Query(query)).toList();
    return switch (client.call(operations)) {
      case Success success -> whole(success);
      case Failure failure when failure.cause() == Cause.TOO_LARGE && queries.size() > 1 ->
          halves(client, queries);
      case Failure failure -> new Nothing(failure);
    };
  }

  private static Found halves(FtrackClient client, List<String> queries) {
    int half = queries.size() / 2;
    Found first = by(client, queries.subList(0, half));
    if (!(first instanceof Rows(List<List<Row>> some))) {
      return first;
    }
    Found second = by(client, queries.subList(half, queries.size()));
    if (!(second instanceof Rows(List<List<Row>> more))) {
      return second;
    }
    List<List<Row>> all = new ArrayList<>(some);
    all.addAll(more);
    return new Rows(all);
  }

  private static Found whole(Success success) {
    List<List<Row>> found = new ArrayList<>();
    for (int query = 0; query < success.results().size(); query++) {
      boolean more =
          success
              .results()
              .get(query)
              .path("metadata")
              .path("next")
              .path("offset")
              .isIntegralNumber();
      if (more) {
        return new Nothing(
            Failure.of(Cause.NOT_FTRACK, "a query without limit was answered in part"));
      }
      found.add(success.rows(query).stream().map(row -> new Row(row, success.entities())).toList());
    }
    return new Rows(found);
  }
}
