// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.query.Criterion;
import dev.rollcall.sandbox.ftrack.query.Criterion.Compare;
import dev.rollcall.sandbox.ftrack.query.Criterion.Literal;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operand;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operator;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Narrows the rows that a criterion has to be tried on, with the help of keys and indexes. Of
/// several parts the one with the fewest rows is taken, and only its rows are brought together.
final class Candidates {
  private final View view;

  Candidates(View view) {
    this.view = view;
  }

  /// Rows, some of them maybe more than once, in several collections.
  private record Found(List<Collection<Row>> parts) {
    long most() {
      return parts.stream().mapToLong(Collection::size).sum();
    }

    Collection<Row> rows() {
      if (parts.size() == 1) {
        return parts.getFirst();
      }
      Set<Row> rows = new LinkedHashSet<>();
      parts.forEach(rows::addAll);
      return rows;
    }
  }

  /// All rows that the criterion can be true of, and maybe more; empty when nothing is known.
  Optional<Collection<Row>> of(EntityType type, Criterion criterion) {
    return found(type, criterion).map(Found::rows);
  }

  private Optional<Found> found(EntityType type, Criterion criterion) {
    return switch (criterion) {
      case Criterion.And(List<Criterion> parts) ->
          parts.stream()
              .flatMap(part -> found(type, part).stream())
              .min(Comparator.comparingLong(Found::most));
      case Criterion.Or(List<Criterion> parts) ->
          together(parts.stream().map(part -> found(type, part)).toList());
      case Compare compare -> compared(type, compare);
      case Criterion.Not _, Criterion.Related _ -> Optional.empty();
    };
  }

  private static Optional<Found> together(List<Optional<Found>> all) {
    List<Collection<Row>> parts = new ArrayList<>();
    for (Optional<Found> one : all) {
      if (one.isEmpty()) {
        return Optional.empty();
      }
      parts.addAll(one.get().parts());
    }
    return Optional.of(new Found(parts));
  }

  private Optional<Found> compared(EntityType type, Compare compare) {
    boolean equality = compare.operator() == Operator.IS || compare.operator() == Operator.IN;
    if (!equality || compare.path().names().size() != 1) {
      return Optional.empty();
    }
    String column = compare.path().names().getFirst();
    return switch (compare.operand()) {
      case Operand.One(Literal literal) -> near(type, column, literal);
      case Operand.Listed(List<Literal> literals) ->
          together(literals.stream().map(literal -> near(type, column, literal)).toList());
      case Operand.Nested _ -> Optional.empty();
    };
  }

  private Optional<Found> near(EntityType type, String column, Literal literal) {
    return literal.isNone()
        ? Optional.empty()
        : view.near(type, column, literal.text()).map(rows -> new Found(List.of(rows)));
  }
}
