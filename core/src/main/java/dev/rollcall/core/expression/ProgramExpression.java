// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// A program whose result is values.
record ProgramExpression(Program program) implements Expression {
  @Override
  public Evaluation evaluate(Row row) {
    if (program.root() instanceof Lookup.Every(String name)) {
      List<String> values = row.values(name);
      if (isOneText(values)) {
        return new Evaluation.Values(values);
      }
    }
    return evaluate(row, Row.empty());
  }

  /// Most expressions are the name of a column, and most columns have one value: that is the
  /// result.
  private static boolean isOneText(List<String> values) {
    return values.size() == 1
        && !values.getFirst().isEmpty()
        && values.getFirst().length() <= Limits.TEXT_CHARACTERS;
  }

  @Override
  public Evaluation evaluate(Row row, Row account) {
    return switch (program.run(row, account)) {
      case Nothing.Absence(String because) -> absent(because);
      case Nothing.Miss(String why) -> new Evaluation.Failed(why);
      case Nothing.Failure(String why) -> new Evaluation.Failed(why);
      case List<?> list -> several(list);
      case Object one -> single(one);
    };
  }

  @Override
  public SequencedSet<String> inputs() {
    return program.inputs();
  }

  @Override
  public SequencedSet<String> accountInputs() {
    return program.accountInputs();
  }

  @Override
  public String toString() {
    return program.text();
  }

  private Evaluation single(Object value) {
    String text = Texts.text(value);
    if (text.length() > Limits.TEXT_CHARACTERS) {
      return tooLong();
    }
    return text.isEmpty() ? absent("") : new Evaluation.Values(List.of(text));
  }

  private Evaluation several(List<?> list) {
    if (list.size() == 1) {
      return single(list.getFirst());
    }
    if (list.size() > Limits.LIST_VALUES) {
      return new Evaluation.Failed("the result has more than 10,000 values");
    }
    LinkedHashSet<String> texts = new LinkedHashSet<>();
    for (Object value : list) {
      texts.add(Texts.text(value));
    }
    texts.remove("");
    if (texts.stream().anyMatch(text -> text.length() > Limits.TEXT_CHARACTERS)) {
      return tooLong();
    }
    return texts.isEmpty() ? absent("") : new Evaluation.Values(new ArrayList<>(texts));
  }

  private Evaluation absent(String because) {
    return new Evaluation.Absent(because.isEmpty() ? program.text() : because);
  }

  private static Evaluation tooLong() {
    return new Evaluation.Failed("the result has a value of more than 65,536 characters");
  }
}
