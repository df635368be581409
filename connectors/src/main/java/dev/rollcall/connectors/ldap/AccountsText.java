// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// [LdapAccounts] with its DNs and filter understood.
record AccountsText(
    DN at,
    String rdn,
    Filter filter,
    Optional<DisableBy> disableBy,
    Optional<DN> leavers,
    Optional<String> anchor,
    NewAccounts newcomers,
    Optional<LdapAccounts.Parents> parents) {

  /// @throws Halt when something in it is malformed
  static AccountsText of(LdapAccounts accounts) {
    Optional<String> leavers =
        accounts
            .disableBy()
            .flatMap(by ->
                switch (by) {
                  case DisableBy.MoveTo(String dn, Optional<Boolean> _) -> Optional.of(dn);
                  case DisableBy.Lock _ -> Optional.empty();
                });
    List<Problem> flaws = new ArrayList<>();
    LdapSyntax.dn(accounts.at()).ifPresent(flaws::add);
    leavers.flatMap(LdapSyntax::dn).ifPresent(flaws::add);
    accounts.filter().flatMap(LdapSyntax::filter).ifPresent(flaws::add);
    if (!flaws.isEmpty()) {
      throw new Halt(flaws);
    }
    try {
      Filter filter =
          accounts.filter().isPresent()
              ? Filter.create(accounts.filter().get())
              : Filter.createPresenceFilter(accounts.rdn());
      Optional<DN> gone =
          leavers.isPresent() ? Optional.of(new DN(leavers.get())) : Optional.empty();
      return new AccountsText(
          new DN(accounts.at()),
          accounts.rdn(),
          filter,
          accounts.disableBy(),
          gone,
          accounts.anchor(),
          accounts.newcomers(),
          accounts.parents());
    } catch (LDAPException malformed) {
      throw new IllegalStateException("checked before", malformed);
    }
  }
}
