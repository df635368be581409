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
    return limits
        .text("leavers")
        .map(LIMIT::matcher)
        .filter(Matcher::matches)
        .flatMap(it -> limit(limits, it));
  }

  private static Optional<Limit> limit(Section limits, Matcher matcher) {
    String share = matcher.group("share");
    if (share == null) {
      return Optional.of(new Limit(0, Long.parseLong(matcher.group("number"))));
    }
    double percent = Double.parseDouble(share);
    if (percent > 100) {
      limits.problem(
          "leavers",
          "CONFIG-VALUE",
          "is more than 100 %",
          "there are no more accounts than all of them",
          "write a share from 0% to 100%");
      return Optional.empty();
    }
    String least = matcher.group("least");
    return Optional.of(new Limit(percent, least == null ? 0 : Long.parseLong(least)));
  }
}
