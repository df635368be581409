// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node.Scalar;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where passwords may stand, and where they may travel.
final class Passwords {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

  private Passwords() {}

  /// Warns of a password that stands in the file itself.
  static void literal(Section section, String key) {
    section
        .scalar(key)
        .filter(scalar -> !scalar.absent() && !scalar.written().contains("${"))
        .ifPresent(scalar -> warn(section, key, scalar));
  }

  private static void warn(Section section, String key, Scalar scalar) {
    section
        .context()
        .findings()
        .warning(
            scalar.at(),
            "CONFIG-PASSWORD-LITERAL",
            section.path() + "." + key + " stands in the file itself",
            "whoever can read the configuration, or a copy of it, has it",
            "move it out: " + key + ": ${env:NAME} or ${file:PATH}");
  }

  static void inAddress(Section section, String key) {
    section.problem(
        key,
        "CONFIG-PASSWORD-IN-URL",
        "holds a password",
        "addresses are shown in plans, logs and messages",
        "move it to a key of its own, and the user with it");
  }

  static void plaintext(Section section, String key, String why) {
    section.problem(
        key,
        "CONFIG-PLAINTEXT",
        "would send a password without TLS",
        why,
        "use an address with TLS; or write allow_plaintext: true if everybody between may know it");
  }

  /// Whether the host is this one, by its very name: names of others are not looked up.
  static boolean loopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
