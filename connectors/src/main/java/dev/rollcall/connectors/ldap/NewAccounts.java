// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.Optional;

/// How new accounts begin.
///
/// @param enabled whether they are open; empty: they are, unless the server kind demands a password
///   for that and there is none
/// @param password what password they get; empty: none
public record NewAccounts(Optional<Boolean> enabled, Optional<InitialPassword> password) {
  /// As the server kind does it, without a password.
  public static final NewAccounts PLAIN = new NewAccounts(Optional.empty(), Optional.empty());
}
