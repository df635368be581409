// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.mapping;

import dev.rollcall.core.expression.Evaluation;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Row;
import java.util.List;

/// Where the values of an attribute come from.
public sealed interface Content {
  Evaluation of(Row row);

  /// The names that it needs from the source.
  List<String> inputs();

  /// The same values for everybody.
  record Literal(List<String> values) implements Content {
    public Literal {
      values = List.copyOf(values);
    }

    @Override
    public Evaluation of(Row row) {
      return new Evaluation.Values(values);
    }

    @Override
    public List<String> inputs() {
      return List.of();
    }
  }

  /// An expression over the identity.
  record Computed(Expression expression) implements Content {
    @Override
    public Evaluation of(Row row) {
      return expression.evaluate(row);
    }

    @Override
    public List<String> inputs() {
      return List.copyOf(expression.inputs());
    }
  }
}
