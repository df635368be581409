// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.ldap.LdapGroupAccounts;
import dev.rollcall.connectors.ldap.LdapGroups;
import dev.rollcall.connectors.sql.SqlGroups;
import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Expression;
import java.util.Optional;

/// What the groups of a sync are opened with, beside its people.
///
/// @param target where a directory keeps them; empty for other targets
public record GroupSpec(From from, Optional<LdapGroupAccounts> target) {
  /// Where groups come from.
  public sealed interface From {
    record Ldap(LdapGroups groups) implements From {}

    record Sql(SqlGroups groups) implements From {}

    /// Those of the whole studio.
    record Ftrack() implements From {}

    /// One for each value that people have.
    ///
    /// @param where which people count
    /// @param member the column that tells people apart
    record Values(Expression by, Optional<Condition> where, String member) implements From {}
  }
}
