// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.query.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Remembers large answers, so that paging through them does not find and sort them again.
final class Answers {
  private static final int MOST = 8;
  private static final int LARGE = 200;

  private final Map<Query, List<Row>> remembered = new LinkedHashMap<>();
  private long version = -1;

  List<Row> get(Query query, long now, Supplier<List<Row>> find) {
    synchronized (remembered) {
      if (now != version) {
        remembered.clear();
        version = now;
      }
      List<Row> known = remembered.get(query);
      if (known != null) {
        return known;
      }
    }
    List<Row> found = find.get();
    if (found.size() > LARGE) {
      keep(query, now, found);
    }
    return found;
  }

  private void keep(Query query, long now, List<Row> found) {
    synchronized (remembered) {
      if (now == version) {
        remembered.put(query, found);
      }
      if (remembered.size() > MOST) {
        remembered.remove(remembered.keySet().iterator().next());
      }
    }
  }
}
