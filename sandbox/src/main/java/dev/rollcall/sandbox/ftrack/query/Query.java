// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What an expression asks for.
///
/// @param projections the attributes asked for; empty when the expression does not say
/// @param grouping what is computed over groups of rows in place of answering the rows
public record Query(
    List<Path> projections,
    String entityType,
    Optional<Criterion> where,
    List<Order> order,
    int offset,
    OptionalInt limit,
    Optional<Grouping> grouping) {
  public Query {
    projections = List.copyOf(projections);
    order = List.copyOf(order);
  }

  /// A query that groups nothing.
  public Query(
      List<Path> projections,
      String entityType,
      Optional<Criterion> where,
      List<Order> order,
      int offset,
      OptionalInt limit) {
    this(projections, entityType, where, order, offset, limit, Optional.empty());
  }

  /// The same query with another limit.
  public Query limited(OptionalInt changed) {
    return new Query(projections, entityType, where, order, offset, changed, grouping);
  }

  /// The same query with another condition.
  public Query where(Optional<Criterion> changed) {
    return new Query(projections, entityType, changed, order, offset, limit, grouping);
  }

  /// Reads an expression or refuses it, saying where it stops making sense.
  public static Query parse(String expression) {
    return new QueryParser(expression).parse();
  }

  /// The same question about all rows, whatever attributes and whatever page were asked for.
  public Query whole() {
    return new Query(List.of(), entityType, where, order, 0, OptionalInt.empty());
  }

  /// The condition with which a client goes on behind the last row it has seen, as in `id > "x"
  /// order by id`.
  public Optional<Criterion.Compare> bound() {
    if (order.size() != 1 || order.getFirst().descending()) {
      return Optional.empty();
    }
    return conditions().stream()
        .filter(Criterion.Compare.class::isInstance)
        .map(Criterion.Compare.class::cast)
        .filter(compare -> compare.path().equals(order.getFirst().path()))
        .filter(Criterion.Compare::isLowerBound)
        .findFirst();
  }

  /// What all has to be true.
  private List<Criterion> conditions() {
    return switch (where.orElse(null)) {
      case Criterion.And(List<Criterion> all) -> all;
      case null -> List.of();
      case Criterion only -> List.of(only);
    };
  }

  /// The same query without one of its conditions.
  public Query without(Criterion condition) {
    List<Criterion> rest = new ArrayList<>(conditions());
    rest.remove(condition);
    Optional<Criterion> all =
        rest.isEmpty() ? Optional.empty() : Optional.of(new Criterion.And(rest));
    return new Query(projections, entityType, all, order, offset, limit);
  }

  /// Whether it asks for what comes after something that was read before.
  public boolean goesOn() {
    return offset > 0 || bound().isPresent();
  }

  /// A way from an entity to one of its attributes, across relations.
  public record Path(List<String> names) {
    public Path {
      names = List.copyOf(names);
    }

    public static Path of(String text) {
      return new Path(List.of(text.split("\\.", -1)));
    }

    @Override
    public String toString() {
      return String.join(".", names);
    }
  }

  public record Order(Path path, boolean descending) {}
}
