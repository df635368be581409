// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What can be done with lists and tables.
final class ListFunctions {
  private ListFunctions() {}

  static Object first(List<?> list) {
    return list.isEmpty() ? new Nothing.Absence("") : list.getFirst();
  }

  static Object last(List<?> list) {
    return list.isEmpty() ? new Nothing.Absence("") : list.getLast();
  }

  static Object join(List<?> list, String separator) {
    StringBuilder made = new StringBuilder();
    for (int i = 0; i < list.size() && !TextFunctions.full(made); i++) {
      made.append(i == 0 ? "" : separator).append(list.get(i));
    }
    return TextFunctions.full(made) ? TextFunctions.tooLong() : made.toString();
  }

  static Object joined(List<?> left, List<?> right) {
    if (left.size() + right.size() > Limits.LIST_VALUES) {
      return Frame.tooLarge(Limits.LIST_VALUES, "values");
    }
    List<Object> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }

  static Object at(List<?> list, long index) {
    return index < 0 || index >= list.size()
        ? new Nothing.Miss(
            "there is no item [" + index + "], the list has " + list.size() + ", counted from 0")
        : list.get((int) index);
  }

  static Object at(Map<?, ?> table, Object key) {
    return table.containsKey(key)
        ? table.get(key)
        : new Nothing.Miss("the table has no entry for " + Texts.quoted(key));
  }
}
