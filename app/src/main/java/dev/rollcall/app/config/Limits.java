// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.core.guard.Limit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads limits: `5% or 10`, `5%`, `10`.
final class Limits {
  private static final Pattern LIMIT =
      Pattern.compile(
          "(?:(?<share>[0-9]+(?:\\.[0-9]+)?) ?%(?: or"
              + " (?<least>[0-9]{1,9}))?|(?<number>[0-9]{1,9}))");

  private Limits() {}

  /// The limit on leavers under `limits`, where there is one.
  static Optional<Limit> leavers(Section limits) {
    return limit(limits, "leavers");
  }

  /// The limit on memberships taken, where there is one.
  static Optional<Limit> memberships(Section limits) {
    return limit(limits, "memberships");
  }

  private static Optional<Limit> limit(Section limits, String key) {
    return limits
        .text(key)
        .map(LIMIT::matcher)
        .filter(Matcher::matches)
        .flatMap(it -> limit(limits, key, it));
  }

  private static Optional<Limit> limit(Section limits, String key, Matcher matcher) {
    String share = matcher.group("share");
    if (share == null) {
      return Optional.of(new Limit(0, Long.parseLong(matcher.group("number"))));
    }
    double percent = Double.parseDouble(share);
    if (percent > 100) {
      limits.problem(
          key,
          "CONFIG-VALUE",
          "is more than 100 %",
          "there are no more than all of them",
          "write a share from 0% to 100%");
      return Optional.empty();
    }
    String least = matcher.group("least");
    return Optional.of(new Limit(percent, least == null ? 0 : Long.parseLong(least)));
  }
}
