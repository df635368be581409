// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a target knows of its accounts without being asked again: types of attributes, where an
/// account belongs, what it would refuse. Pure: planning uses it, and planning asks no system
/// anything.
public interface AccountModel {
  /// What it knows of: accounts, or groups.
  default Sort sort() {
    return Sort.USER;
  }

  /// The type of an attribute; of one that the target does not know, plain text (and
  /// [#flawsInNew(Attributes)] reports it).
  AttributeType attribute(String name);

  /// The attribute whose value names an account, so that no two accounts may share it: the RDN
  /// attribute of a directory, `username` in ftrack.
  String naming();

  /// The key that the account of these attributes shall have. `current` is the key it has: a target
  /// keeps an account where it is as long as that is right enough (in a directory: anywhere under
  /// the configured base). Empty when the attributes do not make a key.
  Optional<AccountKey> key(Attributes wanted, Optional<AccountKey> current);

  /// What the target would refuse in the attributes of a new account, one problem for each flaw: a
  /// mandatory attribute missing, an unknown one, a value too long, of the wrong syntax or with
  /// control characters. `what` names the attribute, `blame` is DATA or CONFIGURATION.
  List<Problem> flawsInNew(Attributes wanted);

  /// The same for a change of an existing account.
  ///
  /// @param wanted the attributes that get these values
  /// @param removed the attributes that shall hold nothing any more
  List<Problem> flawsInChange(Attributes wanted, List<String> removed);

  /// What is not there yet and will be made before an account gets this key, the outermost first:
  /// units of a directory.
  default List<String> madeBefore(AccountKey account) {
    return List.of();
  }

  /// Whether a closed account may be a new one that nobody has opened yet: it is kept in line and
  /// stays closed.
  default boolean mayWaitToBeOpened(AccountKey closed) {
    return false;
  }

  /// Whether accounts cost seats, so that a plan frees before it takes.
  boolean sellsSeats();

  /// How many accounts may be open at a time, whoever they are; empty where the target does not
  /// say.
  default OptionalLong seats() {
    return OptionalLong.empty();
  }

  /// How many changes one call should get.
  int batchSize();
}
