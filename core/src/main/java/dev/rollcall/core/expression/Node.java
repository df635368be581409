// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

/// One step of a program.
@FunctionalInterface
interface Node {
  /// A text, Long, Double, Boolean, Instant, Duration, List, Map, or [Nothing].
  Object evaluate(Frame frame);
}
