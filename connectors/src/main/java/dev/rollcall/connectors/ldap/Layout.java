// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy.Lock;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.ValueRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How accounts stand in this one directory: the configuration, completed by what the server says.
///
/// @param filter which entries are accounts
/// @param anchor the attribute that never changes
/// @param lock the mark of a closed account; empty where moving is all, or nothing says how
/// @param leavers where closed accounts go, if they are moved
/// @param newcomers how accounts begin
/// @param branches the units that accounts are put into, where they are
record Layout(
    String system,
    Directory directory,
    DN at,
    String rdn,
    Filter filter,
    String anchor,
    Optional<Lock> lock,
    Optional<DN> leavers,
    NewAccounts newcomers,
    AccountNames names,
    Optional<Branches> branches,
    LdapModel model) {

  static Layout of(String system, Directory directory, AccountsText accounts) {
    return of(system, directory, accounts, Optional.empty());
  }

  static Layout of(
      String system, Directory directory, AccountsText accounts, Optional<Branches> branches) {
    Optional<DN> leavers = accounts.leavers();
    Optional<Lock> lock = lock(directory, accounts);
    AccountNames names =
        new AccountNames(
            directory.schema(), spelled(directory, accounts.rdn()), accounts.at(), leavers);
    return new Layout(
        system,
        directory,
        accounts.at(),
        accounts.rdn(),
        Aliases.without(directory.kind(), accounts.filter()),
        accounts.anchor().orElse(directory.kind().anchor()),
        lock,
        leavers,
        accounts.newcomers(),
        names,
        branches,
        new LdapModel(
            system,
            accounts.rdn(),
            directory,
            names,
            branches,
            beginsClosed(directory, lock, accounts.newcomers())
                ? key ->
                    leavers.isEmpty()
                        || !AccountNames.isBelow(names.parsed(key.value()), leavers.get())
                : _ -> false));
  }

  /// Active Directory writes the names of attributes in DNs in capitals, whatever it is sent.
  private static String spelled(Directory directory, String rdn) {
    return directory.kind() == ServerKind.ACTIVE_DIRECTORY ? rdn.toUpperCase(Locale.ROOT) : rdn;
  }

  private static Optional<Lock> lock(Directory directory, AccountsText accounts) {
    if (accounts.disableBy().isEmpty()) {
      return usual(directory);
    }
    boolean needed = directory.kind() == ServerKind.ACTIVE_DIRECTORY;
    return accounts
        .disableBy()
        .flatMap(by ->
            switch (by) {
              case DisableBy.Attribute attribute -> Optional.of(attribute);
              case DisableBy.Bit bit -> Optional.of(bit);
              case DisableBy.MoveTo(String _, Optional<Boolean> also) ->
                  also.orElse(needed) ? usual(directory) : Optional.<Lock>empty();
            });
  }

  /// The same for groups: they are never closed.
  static Layout ofGroups(String system, Directory directory, AccountsText groups) {
    Layout entries = of(system, directory, groups);
    return new Layout(
        system,
        directory,
        entries.at,
        entries.rdn,
        entries.filter,
        entries.anchor,
        Optional.empty(),
        Optional.empty(),
        NewAccounts.PLAIN,
        entries.names,
        Optional.empty(),
        entries.model);
  }

  /// How this kind of server closes accounts by itself.
  private static Optional<Lock> usual(Directory directory) {
    if (directory.kind() == ServerKind.ACTIVE_DIRECTORY) {
      return Optional.of(new DisableBy.Bit(Closed.ACCOUNT_CONTROL, Closed.ACCOUNT_DISABLED));
    }
    if (directory.kind() == ServerKind.DIRECTORY_389) {
      return Optional.of(new DisableBy.Attribute(Closed.ACCOUNT_LOCK, Closed.LOCKED, List.of()));
    }
    return directory
        .schema()
        .flatMap(schema -> SchemaFacts.type(schema, Closed.LOCKED_TIME))
        .map(_ -> new DisableBy.Attribute(Closed.LOCKED_TIME, Closed.LOCKED_FOR_GOOD, List.of()));
  }

  Optional<Schema> schema() {
    return directory.schema();
  }

  /// The subtrees in which accounts are, open and closed ones.
  List<String> bases() {
    List<String> bases = new ArrayList<>(List.of(at.toString()));
    leavers
        .filter(dn -> !dn.isDescendantOf(at, true))
        .ifPresent(dn -> {
          if (at.isDescendantOf(dn, false)) {
            bases.clear();
          }
          bases.add(dn.toString());
        });
    return bases;
  }

  /// The attributes that tell who an entry is and, where there is one for that, whether it is
  /// closed; in this order.
  List<String> ownAttributes() {
    List<String> attributes = new ArrayList<>(List.of(anchor));
    lock.map(Lock::name).ifPresent(attributes::add);
    return attributes;
  }

  Optional<Anchor> anchor(Entry entry) {
    return values(entry, anchor).stream().findFirst().map(Anchor::new);
  }

  /// Whether there is a way to close accounts.
  boolean closes() {
    return lock.isPresent() || leavers.isPresent();
  }

  /// Whether an account is not closed, or not wholly: locked where accounts are locked, and where
  /// leavers go where they are moved.
  boolean isEnabled(Entry entry) {
    boolean unlocked = lock.map(mark -> !isLocked(mark, entry)).orElse(false);
    boolean here = leavers.isPresent() && !isGone(names.parsed(entry.getDN()));
    return !closes() || unlocked || here;
  }

  /// Whether nothing of an account is closed.
  boolean isOpen(Entry entry) {
    return lock.map(mark -> !isLocked(mark, entry)).orElse(true)
        && (leavers.isEmpty() || !isGone(names.parsed(entry.getDN())));
  }

  private boolean isLocked(Lock mark, Entry entry) {
    return switch (mark) {
      case DisableBy.Attribute(String name, String closed, List<String> _) ->
          holds(entry, name, closed);
      case DisableBy.Bit(String name, int bit) -> (bits(entry, name) & bit) != 0;
    };
  }

  /// The bits that an entry has set in an attribute.
  static int bits(Entry entry, String attribute) {
    return Optional.ofNullable(entry.getAttributeValueAsInteger(attribute)).orElse(0);
  }

  /// The bits of an account without peculiarities.
  int usualBits() {
    return directory.kind() == ServerKind.ACTIVE_DIRECTORY ? ServerKind.NORMAL_ACCOUNT : 0;
  }

  /// Whether new accounts are closed. Active Directory takes no open account without a password.
  boolean beginsClosed() {
    return beginsClosed(directory, lock, newcomers);
  }

  private static boolean beginsClosed(
      Directory directory, Optional<Lock> lock, NewAccounts newcomers) {
    boolean demanded =
        directory.kind() == ServerKind.ACTIVE_DIRECTORY && newcomers.password().isEmpty();
    return lock.isPresent() && newcomers.enabled().map(open -> !open).orElse(demanded);
  }

  /// The mark that a new account gets.
  Optional<Attribute> beginning() {
    boolean closed = beginsClosed();
    return lock.flatMap(mark ->
        switch (mark) {
          case DisableBy.Attribute(String name, String shut, List<String> _) ->
              closed ? Optional.of(attribute(name, List.of(shut))) : Optional.<Attribute>empty();
          case DisableBy.Bit(String name, int bit) ->
              Optional.of(
                  new Attribute(name, Integer.toString(closed ? usualBits() | bit : usualBits())));
        });
  }

  private boolean holds(Entry entry, String attribute, String value) {
    if (!entry.hasAttribute(attribute)) {
      return false;
    }
    List<String> held = values(entry, attribute);
    ValueRule rule = model.attribute(attribute).rule();
    return rule.normal(held).contains(rule.normal(value));
  }

  /// Whether a DN is where leavers go.
  boolean isGone(DN dn) {
    return leavers.filter(left -> AccountNames.isBelow(dn, left)).isPresent();
  }

  /// The values an entry has, as text.
  static List<String> values(Entry entry, String attribute) {
    return Optional.ofNullable(entry.getAttribute(attribute))
        .map(found -> LdapValues.of(attribute).decoded(found.getRawValues()))
        .orElse(List.of());
  }

  /// Values as the server wants them.
  Attribute attribute(String name, List<String> values) {
    return new Attribute(name, octets(name, values));
  }

  byte[][] octets(String name, List<String> values) {
    ValueRule rule = model.attribute(name).rule();
    LdapValues kind = LdapValues.of(name);
    byte[][] octets = new byte[values.size()][];
    for (int i = 0; i < octets.length; i++) {
      String value = values.get(i);
      octets[i] = kind.encoded(rule.equals(ValueRule.BOOLEAN) ? rule.normal(value) : value);
    }
    return octets;
  }

  /// That an attribute has this value.
  Filter has(String attribute, String value) {
    return Filter.createEqualityFilter(attribute, octets(attribute, List.of(value))[0]);
  }

  Filter isAnchor(Anchor account) {
    return has(anchor, account.value());
  }

  /// Whether the server can compare single values of an attribute.
  boolean compares(String attribute) {
    if (directory.kind() == ServerKind.ACTIVE_DIRECTORY) {
      // Its schema names no matching rules; single values are safest replaced.
      return !model.attribute(attribute).singleValued()
          && !attribute.equalsIgnoreCase(SchemaFacts.OBJECT_CLASS);
    }
    return schema().map(known -> SchemaFacts.hasEquality(known, attribute)).orElse(true);
  }
}
