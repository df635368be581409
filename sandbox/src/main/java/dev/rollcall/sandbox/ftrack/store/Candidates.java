// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.query.Criterion;
import dev.rollcall.sandbox.ftrack.query.Criterion.Compare;
import dev.rollcall.sandbox.ftrack.query.Criterion.Literal;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operand;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operator;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Narrows the rows that a criterion has to be tried on, with the help of keys and indexes.
final class Candidates {
  private final View view;

  Candidates(View view) {
    this.view = view;
  }

  /// All rows that the criterion can be true of, and maybe more; empty when nothing is known.
  Optional<Collection<Row>> of(EntityType type, Criterion criterion) {
    return switch (criterion) {
      case Criterion.And(List<Criterion> parts) ->
          parts.stream()
              .flatMap(part -> of(type, part).stream())
              .min(Comparator.comparingInt(Collection::size));
      case Criterion.Or(List<Criterion> parts) -> union(parts.stream().map(part -> of(type, part)));
      case Compare compare -> compared(type, compare);
      case Criterion.Not _, Criterion.Related _ -> Optional.empty();
    };
  }

  private static Optional<Collection<Row>> union(Stream<Optional<Collection<Row>>> parts) {
    Set<Row> rows = new LinkedHashSet<>();
    for (Optional<Collection<Row>> part : (Iterable<Optional<Collection<Row>>>) parts::iterator) {
      if (part.isEmpty()) {
        return Optional.empty();
      }
      rows.addAll(part.orElseThrow());
    }
    return Optional.of(rows);
  }

  private Optional<Collection<Row>> compared(EntityType type, Compare compare) {
    boolean equality = compare.operator() == Operator.IS || compare.operator() == Operator.IN;
    if (!equality || compare.path().names().size() != 1) {
      return Optional.empty();
    }
    String column = compare.path().names().getFirst();
    return switch (compare.operand()) {
      case Operand.One(Literal literal) -> near(type, column, literal);
      case Operand.Listed(List<Literal> literals) ->
          union(literals.stream().map(literal -> near(type, column, literal)));
      case Operand.Nested _ -> Optional.empty();
    };
  }

  private Optional<Collection<Row>> near(EntityType type, String column, Literal literal) {
    return literal.isNone() ? Optional.empty() : view.near(type, column, literal.text());
  }
}
