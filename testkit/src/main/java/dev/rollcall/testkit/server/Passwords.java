// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Makes a password for one server, so that no literal can work by accident.
final class Passwords {
  private static final int OCTETS = 12;

  private Passwords() {}

  static String random() {
    return random(OCTETS);
  }

  static String random(int length) {
    byte[] octets = new byte[length];
    new SecureRandom().nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }
}
