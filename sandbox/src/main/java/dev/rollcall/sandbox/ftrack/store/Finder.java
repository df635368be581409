// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Values;
import dev.rollcall.sandbox.ftrack.store.Keyset.Part;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Answers queries. Answers of more than a page are remembered until something changes.
public final class Finder {
  private final View view;
  private final Candidates candidates;
  private final Conditions conditions;
  private final Answers answers = new Answers();

  /// One page of an answer.
  ///
  /// @param next the offset of the page that follows; empty after the last one
  public record Page(EntityType type, List<Row> rows, OptionalInt next) {}

  public Finder(View view) {
    this.view = view;
    this.candidates = new Candidates(view);
    this.conditions = new Conditions(view, this::all);
  }

  /// The page that the query asks for.
  public Page page(Query query) {
    return page(query, 0);
  }

  /// A page that starts some rows later than the query asks for, or earlier.
  public Page page(Query query, int shift) {
    Part part = part(query);
    long start = part.from() + (long) query.offset() + shift;
    int from = Math.clamp(start, 0, part.to());
    int to = Math.clamp(from + (long) query.limit().orElse(part.to()), 0, part.to());
    OptionalInt next = to < part.to() ? OptionalInt.of(to - part.from()) : OptionalInt.empty();
    return new Page(type(query), part.all().subList(from, to), next);
  }

  private Part part(Query query) {
    return Keyset.of(type(query), query)
        .map(keyset -> keyset.part(remembered(keyset.rest())))
        .orElseGet(() -> Part.whole(remembered(query)));
  }

  /// All rows that the query finds, in its order and within its limit.
  List<Row> all(Query query) {
    return query.limit().isPresent() || query.offset() > 0
        ? page(query).rows()
        : part(query).rows();
  }

  private List<Row> remembered(Query query) {
    return answers.get(query.whole(), view.store().version(), () -> find(query));
  }

  private List<Row> find(Query query) {
    EntityType type = type(query);
    Optional<Comparator<Row>> order = order(type, query.order());
    Collection<Row> rows =
        query.where().flatMap(where -> candidates.of(type, where)).orElseGet(() -> view.all(type));
    List<Row> found =
        query
            .where()
            .map(where -> conditions.of(type, where))
            .map(condition -> rows.stream().filter(condition::accepts).toList())
            .orElseGet(() -> List.copyOf(rows));
    return order.map(by -> found.stream().sorted(by).toList()).orElse(found);
  }

  private Optional<Comparator<Row>> order(EntityType type, List<Query.Order> order) {
    return order.stream().map(each -> order(type, each)).reduce(Comparator::thenComparing);
  }

  private Comparator<Row> order(EntityType type, Query.Order order) {
    Route route = Route.toColumn(view, type, order.path());
    Comparator<Row> by = Comparator.comparing(route::first, Values.ORDER);
    return order.descending() ? by.reversed() : by;
  }

  private EntityType type(Query query) {
    return view.type(query.entityType());
  }
}
