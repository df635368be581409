// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import java.util.regex.Pattern;

/// Addresses without what may be a password in them.
final class Shown {
  private static final Pattern USER = Pattern.compile("//[^/@?#]*:[^/?#]*@|:thin:[^/@]*/[^@]*@");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "[?&;][^=&;]*(password|passwd|pwd|secret|token|passphrase)=[^&;]*",
          Pattern.CASE_INSENSITIVE);

  private Shown() {}

  static boolean holdsPassword(String address) {
    return USER.matcher(address).find() || PARAMETER.matcher(address).find();
  }

  /// What the address leads to, without who signs in and without parameters.
  static String bare(String address) {
    return address
        .replaceFirst("[?;].*", "")
        .replaceFirst("//[^/]*@", "//")
        .replaceFirst(":thin:.*@", ":thin:@");
  }
}
