// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

/// What a condition gave.
public sealed interface Truth {
  record True() implements Truth {}

  record False() implements Truth {}

  /// It depends on something absent.
  ///
  /// @param name the name that is absent, or the condition where no single name is
  record Unknown(String name) implements Truth {}

  /// The row does not fit the condition: this person's data needs a look.
  ///
  /// @param why what went wrong, with the value it went wrong with
  record Failed(String why) implements Truth {}
}
