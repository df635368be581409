// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.List;
import java.util.Optional;

/// Which entries of a directory are accounts, and how they are made and closed.
///
/// @param at the DN under which accounts live; new ones are put right there
/// @param rdn the attribute that names an account
/// @param filter which entries under `at` are accounts; empty: those with the RDN attribute
/// @param disableBy how an account is closed; empty: as the server kind does it
/// @param anchor the operational attribute that never changes; empty: as the server kind has it
public record LdapAccounts(
    String at,
    String rdn,
    Optional<String> filter,
    Optional<DisableBy> disableBy,
    Optional<String> anchor) {

  /// How a closed account is told from an open one.
  public sealed interface DisableBy {
    /// An attribute gets this value (`pwdAccountLockedTime`, `nsAccountLock`, `loginShell`).
    ///
    /// @param open what the attribute gets when the account is opened again; empty: removed
    record Attribute(String name, String closed, List<String> open) implements DisableBy {}

    /// The entry is moved below another DN.
    record MoveTo(String dn) implements DisableBy {}
  }
}
