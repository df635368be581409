// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// A compiled expression. Immutable; its text, which `toString` gives, and its [Names] make it
/// again.
public interface Expression {
  /// The values for a row that has no account.
  Evaluation evaluate(Row row);

  /// The values for a row and the account it has.
  default Evaluation evaluate(Row row, Row account) {
    return evaluate(row);
  }

  /// The names read from the row, spelled as in the text, in order of appearance.
  SequencedSet<String> inputs();

  /// The names read from the account, spelled as in the text, in order of appearance.
  default SequencedSet<String> accountInputs() {
    return Collections.unmodifiableSequencedSet(new LinkedHashSet<>());
  }
}
