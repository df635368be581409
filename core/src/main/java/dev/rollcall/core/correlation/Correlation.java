// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.correlation;

/// Which account, if any, an identity has. Accounts are numbers that the [Finder] gave.
public sealed interface Correlation {
  /// A remembered link says so.
  record Linked(int account) implements Correlation {}

  /// No link yet; the account was found by a rule.
  ///
  /// @param by the rule, for people: `uid=a.holm`
  record Matched(int account, String by) implements Correlation {}

  /// It has none.
  record Unmatched() implements Correlation {}

  /// It cannot be told; everything involved stays as it is.
  ///
  /// @param value what is disputed, for people: `uid=j.smith`
  record Disputed(Dispute dispute, String value, int account) implements Correlation {}

  /// Why it cannot be told.
  enum Dispute {
    /// Several accounts answer to the value.
    SEVERAL_ACCOUNTS,
    /// The account belongs to another identity.
    TAKEN
  }
}
