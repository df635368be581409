// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is known, when an expression is compiled, of the names it may use. Case does not matter.
///
/// @param known every name there is, or nothing where any name may turn up
/// @param booleans the names whose values are true or false; all others are text
/// @param account whether `account.x`, a value of the existing account, may be used
public record Names(Optional<Set<String>> known, Set<String> booleans, boolean account) {
  public Names {
    known = known.map(Names::ignoringCase);
    booleans = ignoringCase(booleans);
  }

  /// Any name is accepted.
  public static Names open() {
    return new Names(Optional.empty(), Set.of(), false);
  }

  /// Only these names are accepted.
  public static Names of(Collection<String> known) {
    return new Names(Optional.of(ignoringCase(known)), Set.of(), false);
  }

  /// The same names, of which these hold true or false.
  public Names withBooleans(Collection<String> names) {
    return new Names(known, ignoringCase(names), account);
  }

  /// The same names, and `account.x` besides.
  public Names withAccount() {
    return new Names(known, booleans, true);
  }

  boolean knows(String name) {
    return booleans.contains(name) || known.map(names -> names.contains(name)).orElse(true);
  }

  boolean isBoolean(String name) {
    return booleans.contains(name);
  }

  Optional<String> nearest(String name) {
    TreeSet<String> all = new TreeSet<>(booleans);
    known.ifPresent(all::addAll);
    return Nearest.to(name, all);
  }

  private static Set<String> ignoringCase(Collection<String> names) {
    TreeSet<String> copy = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    copy.addAll(names);
    return Collections.unmodifiableSortedSet(copy);
  }
}
