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
/// @param newcomers how accounts begin
/// @param parents where accounts stand in units below `at` as [Placement] says: what becomes of
///   units that are missing; empty where new accounts are put right below `at`
public record LdapAccounts(
    String at,
    String rdn,
    Optional<String> filter,
    Optional<DisableBy> disableBy,
    Optional<String> anchor,
    NewAccounts newcomers,
    Optional<Parents> parents) {

  /// What becomes of units that are missing.
  public enum Parents {
    /// Nobody is put into one that is not there.
    MUST_EXIST,
    /// They are made before the accounts.
    CREATE
  }

  /// Accounts that are put right below `at`.
  public LdapAccounts(
      String at,
      String rdn,
      Optional<String> filter,
      Optional<DisableBy> disableBy,
      Optional<String> anchor,
      NewAccounts newcomers) {
    this(at, rdn, filter, disableBy, anchor, newcomers, Optional.empty());
  }

  /// Accounts that begin as the server kind does it, without a password.
  public LdapAccounts(
      String at,
      String rdn,
      Optional<String> filter,
      Optional<DisableBy> disableBy,
      Optional<String> anchor) {
    this(at, rdn, filter, disableBy, anchor, NewAccounts.PLAIN);
  }

  /// The same, with this password for new accounts.
  public LdapAccounts beginningWith(InitialPassword password) {
    NewAccounts begun = new NewAccounts(newcomers.enabled(), Optional.of(password));
    return new LdapAccounts(at, rdn, filter, disableBy, anchor, begun, parents);
  }

  /// The same, in units below `at`.
  public LdapAccounts placed(Parents missing) {
    return new LdapAccounts(at, rdn, filter, disableBy, anchor, newcomers, Optional.of(missing));
  }

  /// How a closed account is told from an open one.
  public sealed interface DisableBy {
    /// A mark in the entry itself.
    sealed interface Lock extends DisableBy {
      /// The attribute that has the mark.
      String name();
    }

    /// An attribute gets this value (`pwdAccountLockedTime`, `nsAccountLock`, `loginShell`).
    ///
    /// @param open what the attribute gets when the account is opened again; empty: removed
    record Attribute(String name, String closed, List<String> open) implements Lock {}

    /// One bit of a number, the others of which stay (`userAccountControl`).
    record Bit(String name, int bit) implements Lock {}

    /// The entry is moved below another DN.
    ///
    /// @param lock whether it is also locked as the server kind does it; empty: where nothing but a
    ///   lock keeps people out, as in Active Directory
    record MoveTo(String dn, Optional<Boolean> lock) implements DisableBy {
      public MoveTo(String dn) {
        this(dn, Optional.empty());
      }
    }
  }
}
