// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.util.StaticUtils;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Times of Windows, which count 100 ns from 1601 on (MS-DTYP 2.3.3), as times of LDAP. What never
/// comes, or never was, is absent: 0 and 2^63-1, as MS-ADA1 2.1 has it for `accountExpires`.
final class FileTimes {
  static final Set<String> ATTRIBUTES =
      Set.of(
          "accountexpires",
          "badpasswordtime",
          "lastlogon",
          "lastlogontimestamp",
          "lockouttime",
          "pwdlastset",
          "msds-userpasswordexpirytimecomputed");

  /// What says never where a value has to be.
  static final String NEVER = "0";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");
  // The end of the year 9999, the last that a generalized time can say.
  private static final BigInteger BEYOND = new BigInteger("2650467744000000000");
  private static final long UNIX_EPOCH_SECONDS = 11_644_473_600L;
  private static final long TICKS = 10_000_000L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private FileTimes() {}

  /// A generalized time; empty for never.
  static String time(String number) {
    if (!NUMBER.matcher(number).matches()) {
      return number;
    }
    BigInteger ticks = new BigInteger(number);
    return ticks.signum() <= 0 || ticks.compareTo(BEYOND) >= 0
        ? ""
        : TIME.format(Instant.ofEpochSecond(ticks.longValue() / TICKS - UNIX_EPOCH_SECONDS));
  }

  /// What the directory keeps of a generalized time.
  static String number(String time) {
    if (NUMBER.matcher(time).matches()) {
      return time;
    }
    if (time.isBlank()) {
      return NEVER;
    }
    try {
      Instant instant = StaticUtils.decodeGeneralizedTime(time).toInstant();
      return Long.toString((instant.getEpochSecond() + UNIX_EPOCH_SECONDS) * TICKS);
    } catch (ParseException notTime) {
      return time;
    }
  }
}
