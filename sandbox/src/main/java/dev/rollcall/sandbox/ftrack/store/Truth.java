// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

/// Three-valued logic as in SQL: what is compared with nothing is neither true nor false.
enum Truth {
  NO,
  UNKNOWN,
  YES;

  static Truth of(boolean yes) {
    return yes ? YES : NO;
  }

  Truth not() {
    return switch (this) {
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
      case YES -> NO;
    };
  }
}
