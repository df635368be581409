// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Time as RFC 4517 section 3.3.13 writes it: minutes and seconds may be left out, and the last of
/// hour, minute and second may have a fraction.
final class GeneralizedTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(?:(\\d\\d)(\\d\\d)?)?"
              + "(?:[.,](\\d{1,9}))?(Z|[+-]\\d\\d(?:\\d\\d)?)");

  private GeneralizedTime() {}

  static Optional<Instant> instant(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.of(
                  number(form, 1),
                  number(form, 2),
                  number(form, 3),
                  number(form, 4),
                  number(form, 5),
                  number(form, 6))
              .plus(fraction(form))
              .toInstant(ZoneOffset.of(form.group(8))));
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
  }

  private static int number(Matcher form, int group) {
    return form.start(group) < 0 ? 0 : Integer.parseInt(form.group(group));
  }

  private static Duration fraction(Matcher form) {
    if (form.start(7) < 0) {
      return Duration.ZERO;
    }
    Duration unit =
        form.start(6) >= 0
            ? Duration.ofSeconds(1)
            : form.start(5) >= 0 ? Duration.ofMinutes(1) : Duration.ofHours(1);
    BigDecimal nanos =
        new BigDecimal("0." + form.group(7)).multiply(BigDecimal.valueOf(unit.toNanos()));
    return Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
  }
}
