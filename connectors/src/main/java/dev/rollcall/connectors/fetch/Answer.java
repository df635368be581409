// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.fetch;

import dev.rollcall.connectors.fetch.Copies.Copy;

/// What came of asking for an address.
sealed interface Answer {
  record Content(Copy copy) implements Answer {}

  /// It is what the copy is.
  record Unchanged() implements Answer {}

  /// The server has nothing there to give.
  record Refused(String why) implements Answer {}

  /// There is no answer now; later there may be one.
  record Away(String why) implements Answer {}
}
