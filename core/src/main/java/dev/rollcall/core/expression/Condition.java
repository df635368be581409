// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// A compiled condition. Immutable; its text, which `toString` gives, and its [Names] make it
/// again.
public interface Condition {
  /// Whether it holds for a row that has no account.
  Truth test(Row row);

  /// Whether it holds for a row and the account it has.
  default Truth test(Row row, Row account) {
    return test(row);
  }

  /// The names read from the row, spelled as in the text, in order of appearance.
  SequencedSet<String> inputs();

  /// The names read from the account, spelled as in the text, in order of appearance.
  default SequencedSet<String> accountInputs() {
    return Collections.unmodifiableSequencedSet(new LinkedHashSet<>());
  }
}
