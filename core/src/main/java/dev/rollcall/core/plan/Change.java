// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import java.util.List;

/// One step that brings an account, a group or another entitlement in line with the source. At most
/// one for each account or group in a plan, so what belongs together is done together; who is in a
/// group is a change of its own, and of many members several.
public sealed interface Change {
  Subject subject();

  Reason reason();

  /// A new account with these attributes, enabled.
  record Create(Subject subject, Attributes attributes, Reason reason) implements Change {}

  /// The account gets another key, and the edits with it.
  record Rename(Subject subject, AccountKey to, List<Edit> edits, Reason reason)
      implements Change {}

  /// Attributes change.
  record Update(Subject subject, List<Edit> edits, Reason reason) implements Change {}

  /// A closed account is opened again, under the key `to` (mostly the one it has), and edited.
  record Enable(Subject subject, AccountKey to, List<Edit> edits, Reason reason)
      implements Change {}

  /// The account is closed and kept.
  record Disable(Subject subject, Reason reason) implements Change {}

  /// The account is removed for good.
  record Delete(Subject subject, Reason reason) implements Change {}

  /// Some come to hold the entitlement, and some no longer do; whoever else holds it is left as
  /// they are. Added ones are not there yet and removed ones are there, as the plan saw it.
  ///
  /// @param added in the order of [Member#ORDER]
  /// @param removed in the same order
  /// @param before how many hold it before this change, whoever they are
  record Members(
      Subject subject, List<Member> added, List<Member> removed, long before, Reason reason)
      implements Change {
    public Members {
      added = added.stream().sorted(Member.ORDER).toList();
      removed = removed.stream().sorted(Member.ORDER).toList();
    }

    /// How many hold it afterwards.
    public long after() {
      return before + added.size() - removed.size();
    }
  }

  default Kind kind() {
    return switch (this) {
      case Create _ -> Kind.CREATE.of(subject().sort());
      case Rename _ -> Kind.RENAME.of(subject().sort());
      case Update _ -> Kind.UPDATE.of(subject().sort());
      case Enable _ -> Kind.ENABLE.of(subject().sort());
      case Disable _ -> Kind.DISABLE.of(subject().sort());
      case Delete _ -> Kind.DELETE.of(subject().sort());
      case Members _ -> Kind.MEMBERS.of(subject().sort());
    };
  }

  /// The attribute edits it carries; none for those that have no use for them.
  default List<Edit> edits() {
    return switch (this) {
      case Rename rename -> rename.edits;
      case Update update -> update.edits;
      case Enable enable -> enable.edits;
      case Create _, Disable _, Delete _, Members _ -> List.of();
    };
  }

  /// The key that the account has afterwards.
  default AccountKey keyAfterwards() {
    return switch (this) {
      case Rename rename -> rename.to;
      case Enable enable -> enable.to;
      case Create _, Update _, Disable _, Delete _, Members _ -> subject().key();
    };
  }

  /// Whether somebody can lose access when this is applied. Guards count these.
  default boolean removesAccess() {
    return switch (this) {
      case Disable _, Delete _ -> true;
      case Members members -> !members.removed.isEmpty();
      case Create _, Rename _, Update _, Enable _ -> false;
    };
  }
}
