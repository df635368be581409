// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.ldap.Placement;
import dev.rollcall.core.expression.Evaluation;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// The DN of the unit that a person belongs to.
///
/// @param base the DN below which all units are
/// @param units what gives their names, the outermost first
record PlaceExpression(String base, List<Expression> units) implements Expression {
  PlaceExpression {
    units = List.copyOf(units);
  }

  @Override
  public Evaluation evaluate(Row row) {
    List<String> names = new ArrayList<>();
    for (Expression unit : units) {
      switch (unit.evaluate(row)) {
        case Evaluation.Failed failed -> {
          return failed;
        }
        case Evaluation.Absent _ -> {}
        case Evaluation.Values(List<String> values) when values.size() > 1 -> {
          return new Evaluation.Failed(
              "%s has several values, %s, and a person is in one unit".formatted(unit, values));
        }
        case Evaluation.Values(List<String> values) -> {
          if (!values.getFirst().isBlank()) {
            names.add(values.getFirst().strip());
          }
        }
      }
    }
    return new Evaluation.Values(List.of(Placement.below(base, names)));
  }

  @Override
  public SequencedSet<String> inputs() {
    LinkedHashSet<String> inputs = new LinkedHashSet<>();
    units.forEach(unit -> inputs.addAll(unit.inputs()));
    return Collections.unmodifiableSequencedSet(inputs);
  }

  @Override
  public String toString() {
    return units.stream().map(Expression::toString).collect(Collectors.joining(", "));
  }
}
