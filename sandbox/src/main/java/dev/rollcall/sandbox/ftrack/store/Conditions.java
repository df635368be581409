// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.query.Criterion;
import dev.rollcall.sandbox.ftrack.query.Criterion.Compare;
import dev.rollcall.sandbox.ftrack.query.Criterion.Literal;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operand;
import dev.rollcall.sandbox.ftrack.query.Criterion.Related;
import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// Makes criteria ready: names looked up, values read, nested queries answered.
final class Conditions {
  private final View view;
  private final Function<Query, List<Row>> answer;

  /// @param answer finds all rows of a nested query
  Conditions(View view, Function<Query, List<Row>> answer) {
    this.view = view;
    this.answer = answer;
  }

  Condition of(EntityType type, Criterion criterion) {
    return switch (criterion) {
      case Criterion.And(List<Criterion> parts) -> Condition.all(each(type, parts));
      case Criterion.Or(List<Criterion> parts) -> Condition.any(each(type, parts));
      case Criterion.Not(Criterion inner) -> of(type, inner).not();
      case Related related -> related(type, related);
      case Compare compare -> compare(type, compare);
    };
  }

  private List<Condition> each(EntityType type, List<Criterion> parts) {
    return parts.stream().map(part -> of(type, part)).toList();
  }

  private Condition related(EntityType type, Related related) {
    Route route = Route.toEntities(view, type, related.path());
    Condition inner =
        related.criterion().map(criterion -> of(route.end(), criterion)).orElse(_ -> Truth.YES);
    return row -> Truth.of(route.rows(row).stream().anyMatch(inner::accepts));
  }

  private Condition compare(EntityType type, Compare compare) {
    Route route = Route.toColumn(view, type, compare.path());
    Function<Value, Truth> test = test(route.column().orElseThrow(), compare);
    return route.isDirect()
        ? row -> test.apply(route.first(row))
        : row ->
            Truth.of(route.values(row).stream().anyMatch(value -> test.apply(value) == Truth.YES));
  }

  private Function<Value, Truth> test(Column column, Compare compare) {
    Operand operand = compare.operand();
    return switch (compare.operator()) {
      case IS -> isNone(operand) ? value -> Truth.of(value.isAbsent()) : within(column, operand);
      case IS_NOT ->
          isNone(operand)
              ? value -> Truth.of(!value.isAbsent())
              : within(column, operand).andThen(Truth::not);
      case IN -> within(column, operand);
      case NOT_IN -> within(column, operand).andThen(Truth::not);
      case LIKE -> like(operand);
      case NOT_LIKE -> like(operand).andThen(Truth::not);
      case GREATER -> ordered(column, operand, order -> order > 0);
      case LESS -> ordered(column, operand, order -> order < 0);
      case AT_LEAST -> ordered(column, operand, order -> order >= 0);
      case AT_MOST -> ordered(column, operand, order -> order <= 0);
    };
  }

  private static boolean isNone(Operand operand) {
    return operand instanceof Operand.One(Literal literal) && literal.isNone();
  }

  private Function<Value, Truth> within(Column column, Operand operand) {
    Set<Value> wanted = meanings(column, operand);
    return value ->
        switch (value) {
          case Value.Absent _ -> Truth.UNKNOWN;
          case Value.Several(List<Value> values) ->
              Truth.of(values.stream().anyMatch(wanted::contains));
          case Value _ -> Truth.of(wanted.contains(value));
        };
  }

  private Set<Value> meanings(Column column, Operand operand) {
    return switch (operand) {
      case Operand.One(Literal literal) -> Meaning.of(literal, column);
      case Operand.Listed(List<Literal> literals) -> {
        Set<Value> meanings = new HashSet<>();
        literals.stream()
            .filter(literal -> !literal.isNone())
            .forEach(literal -> meanings.addAll(Meaning.of(literal, column)));
        yield meanings;
      }
      case Operand.Nested(Query query) -> nested(query);
    };
  }

  private Set<Value> nested(Query query) {
    EntityType type = view.type(query.entityType());
    Query.Path wanted =
        query.projections().stream()
            .findFirst()
            .orElseGet(() -> new Query.Path(type.key().subList(0, 1)));
    Route route = Route.toColumn(view, type, wanted);
    Set<Value> values = new HashSet<>();
    answer.apply(query).forEach(row -> values.addAll(route.values(row)));
    values.remove(Values.ABSENT);
    return values;
  }

  private static Function<Value, Truth> like(Operand operand) {
    Wildcard wildcard = new Wildcard(literal(operand).text());
    return value -> value.isAbsent() ? Truth.UNKNOWN : Truth.of(wildcard.test(value.asText()));
  }

  private static Function<Value, Truth> ordered(
      Column column, Operand operand, IntPredicate accepted) {
    Set<Value> meanings = Meaning.of(literal(operand), column);
    return value ->
        value.isAbsent()
            ? Truth.UNKNOWN
            : Truth.of(
                meanings.stream()
                    .filter(meaning -> meaning.getClass() == value.getClass())
                    .anyMatch(meaning -> accepted.test(Values.ORDER.compare(value, meaning))));
  }

  private static Literal literal(Operand operand) {
    return switch (operand) {
      case Operand.One(Literal literal) -> literal;
      case Operand.Listed _, Operand.Nested _ ->
          throw new IllegalArgumentException("only 'in' and 'not_in' take a list");
    };
  }
}
