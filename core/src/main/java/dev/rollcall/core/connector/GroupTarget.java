// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// A target that keeps groups. To make, rename, edit or remove a group it is given the same changes
/// as for accounts, with a subject of [Sort#GROUP], and [dev.rollcall.core.plan.Change.Members] to
/// let members in and out. Of those it applies what can be applied: a member that the target will
/// not take costs that member only, and the outcome names it.
public interface GroupTarget extends Target {
  /// What the target knows of its groups; its sort is [Sort#GROUP]. Asks the system at most once.
  AccountModel groupModel() throws ReadFailed;

  /// Delivers every group that could be Rollcall's with references to its direct members, groups
  /// inside it included, on the calling thread, each group at most once, and ends with the proof
  /// that nothing is missing, or throws. A group is always enabled.
  CompleteRead readGroups(AccountRequest request, BiConsumer<Account, List<String>> each)
      throws ReadFailed;

  /// The reference under which groups hold this account, or this group.
  ///
  /// @param sort which of the two
  String reference(Sort sort, Account account);

  /// Whether groups can be inside groups.
  boolean nests();

  /// Tries what a run will need for groups and says what it found.
  List<Finding> checkGroups(AccountRequest request, Set<Kind> kinds);

  /// The same as [#tryWriting] for groups.
  default List<Finding> tryWritingGroups(AccountRequest request, Set<Kind> kinds) {
    return List.of();
  }
}
