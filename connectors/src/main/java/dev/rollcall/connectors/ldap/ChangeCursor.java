// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.util.StaticUtils;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How far the entries of a read go, by the server's own clock: the highest value seen of the
/// attribute that says when an entry was changed, less an overlap for what was late.
///
/// `modifyTimestamp` counts whole seconds, so the next read takes everything from the cursor on,
/// including what it has seen. Numbers (`uSNChanged`) work as well; they need no overlap.
final class ChangeCursor {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Duration overlap;
  private Optional<Instant> latest = Optional.empty();
  private Optional<BigInteger> highest = Optional.empty();

  ChangeCursor(Duration overlap) {
    this.overlap = overlap;
  }

  void see(List<String> values) {
    for (String value : values) {
      if (isNumber(value)) {
        highest = Optional.of(highest.orElse(BigInteger.ZERO).max(new BigInteger(value)));
      } else {
        instant(value)
            .filter(time -> latest.isEmpty() || time.isAfter(latest.get()))
            .ifPresent(time -> latest = Optional.of(time));
      }
    }
  }

  /// Where the next read goes on; never before where this one began.
  Optional<String> next(Optional<String> old) {
    if (highest.isPresent()) {
      return highest.map(BigInteger::toString);
    }
    Optional<Instant> before = old.flatMap(ChangeCursor::instant);
    return latest
        .map(time -> time.minus(overlap))
        .filter(time -> before.isEmpty() || time.isAfter(before.get()))
        .map(SECONDS::format)
        .or(() -> old);
  }

  // A generalized time has a zone at its end: RFC 4517 section 3.3.13.
  private static boolean isNumber(String value) {
    return !value.isEmpty() && value.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private static Optional<Instant> instant(String value) {
    try {
      return Optional.of(StaticUtils.decodeGeneralizedTime(value).toInstant());
    } catch (ParseException notTime) {
      return Optional.empty();
    }
  }
}
