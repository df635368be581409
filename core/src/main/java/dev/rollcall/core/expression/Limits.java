// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

/// How much one expression may take.
final class Limits {
  static final int EXPRESSION_CHARACTERS = 4_096;
  static final int NESTING = 100;
  static final int TEXT_CHARACTERS = 65_536;
  static final int LIST_VALUES = 10_000;
  static final int STEPS = 10_000;
  static final long CHARACTERS_IN_ALL = 16L * 1_024 * 1_024;

  private Limits() {}
}
