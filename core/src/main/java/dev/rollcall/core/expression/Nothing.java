// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

/// What a step gives instead of a value.
sealed interface Nothing {
  /// A value that is not there. `default` steps in.
  record Absence(String because) implements Nothing {}

  /// Something looked for and not found, as an entry of a table. `default` steps in; where there is
  /// none it is a failure, for somebody should know.
  record Miss(String why) implements Nothing {}

  /// Something that cannot be done.
  record Failure(String why) implements Nothing {}
}
