// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What the server was asked: the last requests one by one, and all of them counted.
public final class Requests {
  private static final int SMALL = 50;

  private final int remembered;
  private final Deque<List<JsonNode>> small = new ArrayDeque<>();
  private final Deque<Seen> last = new ArrayDeque<>();
  private final TreeMap<String, Long> actions = new TreeMap<>();
  private long requests;
  private long operations;
  private long failed;

  /// A request to `/api`.
  ///
  /// @param actions the actions of its operations, in their order
  /// @param status the HTTP status; 0 when there was no answer
  /// @param exception the exception that was answered, or empty text
  public record Seen(
      String method,
      String path,
      int operations,
      List<String> actions,
      int status,
      String exception) {
    public Seen {
      actions = List.copyOf(actions);
    }
  }

  /// All requests since the start or since the counters were reset.
  ///
  /// @param actions how many operations there were, by action
  public record Counted(long requests, long operations, long failed, Map<String, Long> actions) {
    public Counted {
      actions = Map.copyOf(actions);
    }
  }

  Requests(int remembered) {
    this.remembered = remembered;
  }

  synchronized void add(Seen seen, List<JsonNode> sent) {
    small.addLast(sent.size() > SMALL ? List.of() : List.copyOf(sent));
    if (small.size() > SMALL) {
      small.removeFirst();
    }
    last.addLast(seen);
    if (last.size() > remembered) {
      last.removeFirst();
    }
    requests++;
    operations += seen.operations();
    failed += seen.status() != 200 || !seen.exception().isEmpty() ? 1 : 0;
    seen.actions().forEach(action -> actions.merge(action, 1L, Long::sum));
  }

  /// The last requests, the latest at the end.
  public synchronized List<Seen> last() {
    return List.copyOf(last);
  }

  /// The operations of the last requests as they were sent, the latest at the end; those of a large
  /// request are left out.
  public synchronized List<List<JsonNode>> operations() {
    return List.copyOf(small);
  }

  public synchronized Counted counted() {
    return new Counted(requests, operations, failed, actions);
  }

  /// Forgets everything and counts from 0.
  public synchronized void clear() {
    last.clear();
    small.clear();
    actions.clear();
    requests = 0;
    operations = 0;
    failed = 0;
  }
}
