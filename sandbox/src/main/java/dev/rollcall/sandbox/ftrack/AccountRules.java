// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.ServerRules.Logins;
import dev.rollcall.sandbox.ftrack.protocol.Refusal.Reason;
import java.util.Optional;

/// What is not known about users.
///
/// @param logins whether logins that differ in letter case only are the same login
/// @param takenLogin what a second account with a login is refused with
/// @param noSeat what one more active user than there are seats is refused with
/// @param firstRole the security role that the server gives to everybody who is created
public record AccountRules(
    Logins logins, Reason takenLogin, Reason noSeat, Optional<String> firstRole) {

  static AccountRules usual() {
    return new AccountRules(
        Logins.IGNORE_CASE, Reason.INTEGRITY, Reason.VALIDATION, Optional.of("User"));
  }

  public AccountRules withLogins(Logins changed) {
    return new AccountRules(changed, takenLogin, noSeat, firstRole);
  }

  public AccountRules withTakenLogin(Reason changed) {
    return new AccountRules(logins, changed, noSeat, firstRole);
  }

  public AccountRules withNoSeat(Reason changed) {
    return new AccountRules(logins, takenLogin, changed, firstRole);
  }

  public AccountRules withFirstRole(Optional<String> changed) {
    return new AccountRules(logins, takenLogin, noSeat, changed);
  }
}
