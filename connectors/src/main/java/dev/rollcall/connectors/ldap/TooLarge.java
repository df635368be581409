// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/// More octets at once than [ReadCeiling#OCTETS].
final class TooLarge extends LDAPException {
  private static final long serialVersionUID = 1L;

  TooLarge(String what) {
    super(ResultCode.DECODING_ERROR, what);
  }

  /// Whether the library stopped at its own limit, which it says in words only.
  static boolean is(LDAPException failure) {
    return failure instanceof TooLarge
        || String.valueOf(failure.getMessage()).contains("larger than the maximum");
  }
}
