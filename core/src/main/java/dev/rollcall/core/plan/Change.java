// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import java.util.List;

/// One step that brings an account in line with the identity that owns it. At most one for each
/// account in a plan, so what belongs together is done together.
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

  default Kind kind() {
    return switch (this) {
      case Create _ -> Kind.CREATE;
      case Rename _ -> Kind.RENAME;
      case Update _ -> Kind.UPDATE;
      case Enable _ -> Kind.ENABLE;
      case Disable _ -> Kind.DISABLE;
      case Delete _ -> Kind.DELETE;
    };
  }

  /// The attribute edits it carries; none for those that have no use for them.
  default List<Edit> edits() {
    return switch (this) {
      case Rename rename -> rename.edits;
      case Update update -> update.edits;
      case Enable enable -> enable.edits;
      case Create _, Disable _, Delete _ -> List.of();
    };
  }

  /// The key that the account has afterwards.
  default AccountKey keyAfterwards() {
    return switch (this) {
      case Rename rename -> rename.to;
      case Enable enable -> enable.to;
      case Create _, Update _, Disable _, Delete _ -> subject().key();
    };
  }

  /// Whether somebody can lose access when this is applied. Guards count these.
  default boolean removesAccess() {
    return switch (this) {
      case Disable _, Delete _ -> true;
      case Create _, Rename _, Update _, Enable _ -> false;
    };
  }
}
