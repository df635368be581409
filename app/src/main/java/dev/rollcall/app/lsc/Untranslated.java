// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

/// A script that has no counterpart among our expressions, and why.
final class Untranslated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String why;

  Untranslated(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}
