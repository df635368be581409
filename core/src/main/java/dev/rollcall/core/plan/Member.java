// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import java.util.Comparator;
import java.util.Optional;

/// Somebody who comes into a group or goes out of it, or gets or loses a role.
///
/// @param sort a user, or a group inside a group
/// @param key its name in the target once everything before this change is done
/// @param account its anchor in the target; empty as long as it is yet to be created. A target is
///   never given one without
/// @param owner the anchor of the identity; empty where none is known
public record Member(Sort sort, AccountKey key, Optional<Anchor> account, Optional<Anchor> owner) {
  /// By name; what belongs to users before what belongs to groups.
  public static final Comparator<Member> ORDER =
      Comparator.comparing(Member::sort)
          .thenComparing(Member::key)
          .thenComparing(member -> member.owner.map(Anchor::value).orElse(""));
}
