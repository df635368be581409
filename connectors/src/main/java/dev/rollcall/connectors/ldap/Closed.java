// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.List;
import java.util.Optional;

/// Tells from an entry whether its account is closed, whatever the kind of directory.
final class Closed {
  /// The value of `pwdAccountLockedTime` that locks for good; any other is the time of too many
  /// wrong passwords, which passes: draft-behera-ldap-password-policy-11 section 5.3.3.
  static final String LOCKED_FOR_GOOD = "000001010000Z";

  static final String LOCKED_TIME = "pwdAccountLockedTime";
  static final String ACCOUNT_LOCK = "nsAccountLock";

  /// The value of `nsAccountLock`. The server takes it in any case, but the tools that come with it
  /// know an account for locked by small letters only: lib389, idm/account.py.
  static final String LOCKED = "true";

  static final String ACCOUNT_CONTROL = "userAccountControl";

  /// The attributes that it looks at.
  static final List<String> ATTRIBUTES = List.of(LOCKED_TIME, ACCOUNT_LOCK, ACCOUNT_CONTROL);

  // ADS_UF_ACCOUNTDISABLE: MS-ADTS 2.2.16.
  static final int ACCOUNT_DISABLED = 2;

  private Closed() {}

  static boolean is(Entry entry) {
    return LOCKED_FOR_GOOD.equals(entry.getAttributeValue(LOCKED_TIME))
        || Optional.ofNullable(entry.getAttributeValue(ACCOUNT_LOCK))
            .map("true"::equalsIgnoreCase)
            .orElse(false)
        || Optional.ofNullable(entry.getAttributeValueAsInteger(ACCOUNT_CONTROL))
            .map(bits -> (bits & ACCOUNT_DISABLED) != 0)
            .orElse(false);
  }
}
