// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.SequencedSet;

/// A program whose result is true or false.
record ProgramCondition(Program program) implements Condition {
  private static final Truth TRUE = new Truth.True();
  private static final Truth FALSE = new Truth.False();

  @Override
  public Truth test(Row row) {
    return test(row, Row.empty());
  }

  @Override
  public Truth test(Row row, Row account) {
    return switch (program.run(row, account)) {
      case Boolean holds -> holds ? TRUE : FALSE;
      case Nothing.Absence(String because) ->
          new Truth.Unknown(because.isEmpty() ? program.text() : because);
      case Nothing.Miss(String why) -> new Truth.Failed(why);
      case Nothing.Failure(String why) -> new Truth.Failed(why);
      case Object other -> new Truth.Failed(Texts.quoted(other) + " is not true or false");
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
}
