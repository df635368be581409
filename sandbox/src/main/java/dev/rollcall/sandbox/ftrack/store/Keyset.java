// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.query.Criterion;
import dev.rollcall.sandbox.ftrack.query.Criterion.Compare;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operand;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operator;
import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A query that goes on behind a value of the attribute it is ordered by, as in `id > "x" order by
/// id`: a part of the answer to the same query without that condition.
///
/// @param rest the query without the condition
record Keyset(Query rest, String column, Value bound, boolean inclusive) {

  /// Rows of an answer, from one place to before another.
  record Part(List<Row> all, int from, int to) {
    static Part whole(List<Row> all) {
      return new Part(all, 0, all.size());
    }

    List<Row> rows() {
      return all.subList(from, to);
    }
  }

  static Optional<Keyset> of(EntityType type, Query query) {
    return query.bound().flatMap(bound -> of(type, query.without(bound), bound));
  }

  private static Optional<Keyset> of(EntityType type, Query rest, Compare compare) {
    boolean inclusive = compare.operator() == Operator.AT_LEAST;
    String name = compare.path().toString();
    if (type.property(name).orElse(null) instanceof Column column
        && compare.operand() instanceof Operand.One(Criterion.Literal literal)) {
      Set<Value> meanings = Meaning.of(literal, column);
      return meanings.size() == 1
          ? Optional.of(new Keyset(rest, name, meanings.iterator().next(), inclusive))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /// The part of the whole answer that the condition lets through.
  Part part(List<Row> ordered) {
    int from = first(ordered, inclusive ? 0 : 1);
    int to = ordered.size();
    while (to > from && ordered.get(to - 1).value(column).isAbsent()) {
      to--;
    }
    return new Part(ordered, from, to);
  }

  /// The place of the first row that compares with the bound at least like this.
  private int first(List<Row> ordered, int least) {
    int low = 0;
    int high = ordered.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Value value = ordered.get(middle).value(column);
      if (Values.ORDER.compare(value, bound) >= least) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
