// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

/// How a column says when its row was changed.
enum ChangeTime {
  /// An instant, whatever the time zone of who wrote it.
  INSTANT,
  /// Date and time on a clock that the database does not know.
  LOCAL,
  /// A day of such a clock.
  DAY
}
