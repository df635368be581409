// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import java.util.List;

/// What an entry says of its account by bits and marks, under names for people: MS-ADTS 2.2.16 for
/// `userAccountControl`, and what other servers have instead.
final class Marks {
  static final String DISABLED = "disabled";
  static final String LOCKED = "locked";
  static final String PASSWORD_NEVER_EXPIRES = "password_never_expires";
  static final String PASSWORD_EXPIRED = "password_expired";
  static final String PASSWORD_NOT_REQUIRED = "password_not_required";
  static final String SMARTCARD_REQUIRED = "smartcard_required";

  static final List<String> NAMES =
      List.of(
          DISABLED,
          LOCKED,
          PASSWORD_NEVER_EXPIRES,
          PASSWORD_EXPIRED,
          PASSWORD_NOT_REQUIRED,
          SMARTCARD_REQUIRED);

  // Constructed by the server, because a lockout and a password run out by themselves:
  // MS-ADTS 3.1.1.4.5.17.
  private static final String COMPUTED = "msDS-User-Account-Control-Computed";

  private static final int BIT_NOT_REQUIRED = 0x20;
  private static final int BIT_NEVER_EXPIRES = 0x10000;
  private static final int BIT_SMARTCARD = 0x40000;
  private static final int BIT_LOCKED_OUT = 0x10;
  private static final int BIT_EXPIRED = 0x800000;

  private Marks() {}

  /// The attributes from which a mark is told.
  static List<String> attributes(String mark) {
    return switch (mark) {
      case DISABLED -> Closed.ATTRIBUTES;
      case LOCKED -> List.of(COMPUTED, Closed.LOCKED_TIME);
      case PASSWORD_EXPIRED -> List.of(COMPUTED);
      default -> List.of(Closed.ACCOUNT_CONTROL);
    };
  }

  static boolean of(Entry entry, String mark) {
    return switch (mark) {
      case DISABLED -> Closed.is(entry);
      case LOCKED -> has(entry, COMPUTED, BIT_LOCKED_OUT) || entry.hasAttribute(Closed.LOCKED_TIME);
      case PASSWORD_EXPIRED -> has(entry, COMPUTED, BIT_EXPIRED);
      case PASSWORD_NEVER_EXPIRES -> has(entry, Closed.ACCOUNT_CONTROL, BIT_NEVER_EXPIRES);
      case PASSWORD_NOT_REQUIRED -> has(entry, Closed.ACCOUNT_CONTROL, BIT_NOT_REQUIRED);
      case SMARTCARD_REQUIRED -> has(entry, Closed.ACCOUNT_CONTROL, BIT_SMARTCARD);
      default -> throw new IllegalArgumentException("no such mark: " + mark);
    };
  }

  private static boolean has(Entry entry, String attribute, int bit) {
    return (Layout.bits(entry, attribute) & bit) != 0;
  }
}
