// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.Collection;
import java.util.EnumSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// What an account has to be allowed below one DN, for entries of one kind.
///
/// @param reads the attributes it reads or searches by
/// @param writes the attributes it changes
record LdapNeed(
    String base,
    Of of,
    Set<Right> rights,
    NavigableSet<String> reads,
    NavigableSet<String> writes) {
  /// What entries.
  enum Of {
    PEOPLE,
    GROUPS,
    UNITS
  }

  /// What is done with whole entries.
  enum Right {
    ADD,
    DELETE,
    RENAME,
    /// Entries go away from here to below another DN.
    MOVE_AWAY,
    /// Entries come here from below another DN.
    MOVE_HERE,
    /// First passwords are set.
    PASSWORD,
    /// They are set by an operation of their own, after the account is made.
    PASSWORD_LATER
  }

  LdapNeed {
    rights = rights.isEmpty() ? EnumSet.noneOf(Right.class) : EnumSet.copyOf(rights);
    reads = names(reads);
    writes = names(writes);
  }

  static LdapNeed at(String base, Of of) {
    return new LdapNeed(base, of, Set.of(), new TreeSet<>(), new TreeSet<>());
  }

  private static NavigableSet<String> names(Collection<String> all) {
    NavigableSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(all);
    return names;
  }

  LdapNeed allowing(Right right) {
    Set<Right> more = rights.isEmpty() ? EnumSet.noneOf(Right.class) : EnumSet.copyOf(rights);
    more.add(right);
    return new LdapNeed(base, of, more, reads, writes);
  }

  LdapNeed reading(Collection<String> attributes) {
    NavigableSet<String> more = names(reads);
    more.addAll(attributes);
    return new LdapNeed(base, of, rights, more, writes);
  }

  LdapNeed writing(Collection<String> attributes) {
    NavigableSet<String> more = names(writes);
    more.addAll(attributes);
    return new LdapNeed(base, of, rights, reads, more);
  }

  boolean isSame(LdapNeed other) {
    return of == other.of && References.normal(base).equals(References.normal(other.base));
  }

  /// Both together.
  LdapNeed with(LdapNeed other) {
    LdapNeed all = reading(other.reads).writing(other.writes);
    for (Right right : other.rights) {
      all = all.allowing(right);
    }
    return all;
  }

  boolean has(Right... any) {
    return Set.of(any).stream().anyMatch(rights::contains);
  }

  /// What is read and not written.
  NavigableSet<String> readsOnly() {
    NavigableSet<String> only = names(reads);
    only.removeAll(writes);
    return only;
  }
}
