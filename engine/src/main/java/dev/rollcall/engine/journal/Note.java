// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;

/// Something that a plan found out and that is remembered once it is applied, of accounts and of
/// groups.
public sealed interface Note {
  /// An identity's account was found.
  record Link(Sort sort, Anchor identity, Anchor account) implements Note {}

  /// The identity of an account is missing or out of scope: its clock runs from now.
  record Missing(Sort sort, Anchor account) implements Note {}

  /// The identity of an account that was missing is back: its clock stops.
  record Back(Sort sort, Anchor account) implements Note {}

  /// An account that Rollcall disabled is open, and somebody else opened it.
  record Opened(Sort sort, Anchor account) implements Note {}

  /// An intention of an earlier run, whose outcome nobody wrote down, was looked at.
  ///
  /// @param made whether the account shows it
  record Settled(long run, long seq, boolean made) implements Note {}
}
