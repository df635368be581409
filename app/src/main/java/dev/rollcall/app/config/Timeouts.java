// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import java.time.Duration;

/// How long an answer may take.
final class Timeouts {
  private static final Duration LONGEST = Duration.ofHours(24);

  private Timeouts() {}

  static Duration of(Section section, Duration otherwise) {
    Duration timeout = section.duration("timeout", otherwise);
    if (timeout.compareTo(LONGEST) > 0) {
      section.problem(
          "timeout",
          "CONFIG-VALUE",
          "is longer than a day",
          "a system that is silent that long is gone",
          "write 24h or less");
    }
    return timeout;
  }
}
