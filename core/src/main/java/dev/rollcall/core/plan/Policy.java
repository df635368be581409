// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.model.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which changes a sync may make, and when leavers lose what.
///
/// @param allowed the kinds that may be made at all
/// @param closing conditions over the *account's* attributes for DISABLE and DELETE
/// @param returners which closed accounts are opened again
/// @param disableAfterDays how long somebody has to be missing; empty: never disabled
/// @param deleteAfterDays how long somebody has to be missing; empty: never deleted
/// @param unmanaged what becomes of accounts without an identity that Rollcall never linked
public record Policy(
    Set<Kind> allowed,
    Map<Kind, Condition> closing,
    Returners returners,
    Optional<Integer> disableAfterDays,
    Optional<Integer> deleteAfterDays,
    Unmanaged unmanaged) {

  /// Whose closed account is opened when the identity is back.
  public enum Returners {
    ALWAYS,
    IF_ROLLCALL_DISABLED_THEM,
    NEVER
  }

  /// What becomes of accounts that nobody in the source has and that no link names.
  public enum Unmanaged {
    LEAVE,
    TREAT_AS_LEAVERS
  }

  public Policy {
    allowed = Set.copyOf(allowed);
    closing = Map.copyOf(closing);
  }
}
