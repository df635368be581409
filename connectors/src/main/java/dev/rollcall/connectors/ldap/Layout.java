// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.ValueRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How accounts stand in this one directory: the configuration, completed by what the server says.
///
/// @param filter which entries are accounts
/// @param anchor the attribute that never changes
/// @param closedBy how accounts are closed; empty where neither configuration nor server says it
/// @param leavers where closed accounts go, if that is how they are closed
record Layout(
    String system,
    Directory directory,
    DN at,
    String rdn,
    Filter filter,
    String anchor,
    Optional<DisableBy> closedBy,
    Optional<DN> leavers,
    AccountNames names,
    LdapModel model) {

  static Layout of(String system, Directory directory, AccountsText accounts) {
    Optional<DisableBy> closedBy = accounts.disableBy().or(() -> usual(directory));
    Optional<DN> leavers = accounts.leavers();
    AccountNames names =
        new AccountNames(directory.schema(), accounts.rdn(), accounts.at(), leavers);
    return new Layout(
        system,
        directory,
        accounts.at(),
        accounts.rdn(),
        accounts.filter(),
        accounts.anchor().orElse(directory.kind().anchor()),
        closedBy,
        leavers,
        names,
        new LdapModel(system, accounts.rdn(), directory.schema(), names));
  }

  /// How this kind of server closes accounts by itself.
  private static Optional<DisableBy> usual(Directory directory) {
    if (directory.kind() == ServerKind.DIRECTORY_389) {
      return Optional.of(new DisableBy.Attribute(Closed.ACCOUNT_LOCK, "TRUE", List.of()));
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
    closedBy.ifPresent(by -> {
      if (by instanceof DisableBy.Attribute(String name, String _, List<String> _)) {
        attributes.add(name);
      }
    });
    return attributes;
  }

  Optional<Anchor> anchor(Entry entry) {
    return values(entry, anchor).stream().findFirst().map(Anchor::new);
  }

  boolean isEnabled(Entry entry) {
    return closedBy
        .map(by ->
            switch (by) {
              case DisableBy.Attribute(String name, String closed, List<String> _) ->
                  !holds(entry, name, closed);
              case DisableBy.MoveTo _ -> !isGone(names.parsed(entry.getDN()));
            })
        .orElse(true);
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
    return schema().map(known -> SchemaFacts.hasEquality(known, attribute)).orElse(true);
  }
}
