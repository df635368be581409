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

  /// The name that the account of another person has in the target: of a manager. Planning finds it
  /// by what the expression gives.
  ///
  /// @param person gives the person's anchor, or what groups of the source name them by
  record AccountOf(Expression person) implements Content {
    @Override
    public Evaluation of(Row row) {
      return person.evaluate(row);
    }

    @Override
    public List<String> inputs() {
      return List.copyOf(person.inputs());
    }
  }

  /// What a file or an address holds that the identity names, in base64.
  ///
  /// @param name gives the name, one for each identity
  record Fetched(Content name, Fetching from) implements Content {
    @Override
    public Evaluation of(Row row) {
      return switch (name.of(row)) {
        case Evaluation.Values(List<String> names) when names.size() == 1 ->
            from.fetch(names.getFirst());
        case Evaluation.Values(List<String> names) ->
            new Evaluation.Failed("there are %d names, and one is needed".formatted(names.size()));
        case Evaluation.Absent absent -> absent;
        case Evaluation.Failed failed -> failed;
      };
    }

    @Override
    public List<String> inputs() {
      return name.inputs();
    }
  }
}
