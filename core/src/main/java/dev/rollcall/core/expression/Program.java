// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/// A compiled text.
///
/// @param slots how many local names are alive at once at most
record Program(
    String text,
    Node root,
    int slots,
    SequencedSet<String> inputs,
    SequencedSet<String> accountInputs) {
  Program {
    inputs = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(inputs));
    accountInputs = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(accountInputs));
  }

  Object run(Row row, Row account) {
    return root.evaluate(new Frame(row, account, slots));
  }
}
