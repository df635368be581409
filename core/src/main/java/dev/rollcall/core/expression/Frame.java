// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.List;
import java.util.Map;

/// The state of one evaluation: the rows, the local names, and what has been spent so far.
final class Frame {
  private static final Object[] NO_LOCALS = {};

  private final Row row;
  private final Row account;
  private final Object[] locals;
  private int steps;
  private long characters;

  Frame(Row row, Row account, int slots) {
    this.row = row;
    this.account = account;
    this.locals = slots == 0 ? NO_LOCALS : new Object[slots];
  }

  Row row() {
    return row;
  }

  Row account() {
    return account;
  }

  Object local(int slot) {
    return locals[slot];
  }

  void local(int slot, Object value) {
    locals[slot] = value;
  }

  boolean mayStep() {
    steps++;
    return steps <= Limits.STEPS;
  }

  /// The value, unless it is too large or too much has been made already.
  Object made(Object value) {
    return switch (value) {
      case String text -> spend(text, text.length(), Limits.TEXT_CHARACTERS, "characters");
      case List<?> list -> spend(list, list.size(), Limits.LIST_VALUES, "values");
      case Map<?, ?> table -> spend(table, table.size(), Limits.LIST_VALUES, "entries");
      default -> value;
    };
  }

  private Object spend(Object value, int size, int limit, String what) {
    characters += size;
    if (size > limit) {
      return tooLarge(limit, what);
    }
    return characters > Limits.CHARACTERS_IN_ALL
        ? new Nothing.Failure("the expression makes more than 16 million characters")
        : value;
  }

  static Nothing tooLarge(int limit, String what) {
    return new Nothing.Failure("a result has more than " + limit + " " + what);
  }
}
