// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How a domain is called.
///
/// @param realm in capitals, `AD.EXAMPLE.COM`
/// @param netbios its name of before the year 2000
record SambaDomain(String realm, String netbios) {
  static final SambaDomain USUAL = new SambaDomain("AD.EXAMPLE.COM", "EXAMPLE");
  static final SambaDomain OTHER = new SambaDomain("STUDIO.EXAMPLE.ORG", "STUDIO");

  String suffix() {
    return Arrays.stream(realm.toLowerCase(Locale.ROOT).split("\\."))
        .map(label -> "DC=" + label)
        .collect(Collectors.joining(","));
  }
}
