// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import java.util.Optional;

/// Whom or what a change concerns.
///
/// @param sort what it is: an account, or a group or another entitlement
/// @param key its name as the plan saw it; of a create, the name it will get
/// @param account its anchor in the target; empty before it is created
/// @param owner the anchor of the identity; empty where none is known (an unmanaged account)
/// @param label how a person calls it: `Mara Lind · hr 10233`
public record Subject(
    Sort sort, AccountKey key, Optional<Anchor> account, Optional<Anchor> owner, String label) {
  /// An account.
  public Subject(AccountKey key, Optional<Anchor> account, Optional<Anchor> owner, String label) {
    this(Sort.USER, key, account, owner, label);
  }
}
