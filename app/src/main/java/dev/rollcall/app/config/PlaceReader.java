// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.connectors.ldap.LdapAccounts.Parents;
import dev.rollcall.connectors.ldap.Placement;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.AttributeRule;
import dev.rollcall.core.mapping.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads where accounts of a directory stand: all below one DN, or each in a unit of its own.
///
/// @param users the keys of a sync's `users`
record PlaceReader(Section users) {
  private static final String KEY = "at";

  private boolean isComputed() {
    return users.entry(KEY).filter(it -> it.value() instanceof Fields).isPresent();
  }

  private Section at() {
    return users.section(KEY);
  }

  /// What is wrong between the keys.
  void check() {
    if (isComputed()) {
      String why = "accounts are below a DN, in units by what is known of a person";
      at().missing("below", why, "add 'below:' with a DN");
      at().missing("ou", why, "add 'ou:' with an expression");
    }
  }

  /// Says that a computed place has no use here.
  void misplaced(String why) {
    if (isComputed()) {
      users.problem(KEY, "CONFIG-VALUE", "cannot be computed here", why, "write one DN");
    }
  }

  /// The DN below which all accounts are.
  Optional<String> base() {
    return users.text(KEY).or(() -> at().text("below"));
  }

  /// What becomes of units that are missing; empty where there are none.
  Optional<Parents> parents() {
    return isComputed()
        ? Optional.of(
            at().text("parents").filter("create"::equals).isPresent()
                ? Parents.CREATE
                : Parents.MUST_EXIST)
        : Optional.empty();
  }

  /// The mappings with the place of each account, where it is computed.
  List<AttributeMapping> with(List<AttributeMapping> mappings, Formulas formulas) {
    if (!isComputed() || base().isEmpty()) {
      return mappings;
    }
    List<Expression> units = new ArrayList<>();
    for (Scalar unit : at().scalars("ou")) {
      formulas.value(unit, at().path() + ".ou").ifPresent(units::add);
    }
    List<AttributeMapping> all = new ArrayList<>(mappings);
    all.add(
        new AttributeMapping(
            Placement.ATTRIBUTE,
            new Content.Computed(new PlaceExpression(base().get(), units)),
            AttributeRule.ALWAYS,
            Optional.empty()));
    return all;
  }
}
