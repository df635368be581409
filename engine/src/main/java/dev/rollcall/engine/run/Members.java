// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Member;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The people, or groups, of a sync after its plan was applied, as members of groups.
final class Members {
  private static final int REMEMBERED = 1 << 14;

  private final Sync sync;
  private final IdentityTable identities;
  private final AccountTable accounts;
  private final Ownership ownership;
  private final Afterwards afterwards;
  private final Leavers leavers;
  private final AccountModel model;
  private final Map<Integer, Member> remembered = new HashMap<>();

  Members(Sync sync, Reading.Both both, Ownership ownership, PlanBuilder builder, Leavers leavers) {
    this.sync = sync;
    this.identities = both.identities();
    this.accounts = both.accounts();
    this.ownership = ownership;
    this.afterwards = builder.afterwards();
    this.leavers = leavers;
    this.model = both.accounts().model();
  }

  /// How many rows there are.
  int rows() {
    return identities.size();
  }

  IdentityTable identities() {
    return identities;
  }

  /// Whether the row has, or gets, an account that can be let in.
  boolean canHold(int row) {
    if (identities.state(row) != IdentityTable.State.WANTED) {
      return false;
    }
    int account = ownership.accountOf(row);
    return account < 0
        ? afterwards.isCreated(row)
        : accounts.enabled(account) || afterwards.isOpened(account);
  }

  /// The row that has the account, [Ownership#VANISHED] where it is gone, or another negative
  /// number where the account is nobody's.
  int rowOf(int account) {
    return ownership.ownerOf(account);
  }

  /// The account of a row, negative where it has none yet.
  int accountOf(int row) {
    return ownership.accountOf(row);
  }

  /// Whether an account stays as it is, with all it holds, or goes with all it holds.
  boolean isSettled(int account) {
    return ownership.leftAlone(account) || leavers.isDeleted(account);
  }

  /// The account that the target means by this, negative where there is none.
  int byReference(String reference) {
    return accounts.byReference(reference);
  }

  /// The anchor of an account.
  String accountAnchor(int account) {
    return accounts.anchor(account).value();
  }

  /// The account of a member, negative where there is none.
  int account(Member member) {
    if (member.account().isPresent()) {
      return accounts.byAnchor(member.account().get().value());
    }
    int row = member.owner().map(owner -> identities.byAnchor(owner.value())).orElse(-1);
    return row < 0 ? -1 : ownership.accountOf(row);
  }

  /// Most are in several groups, and are made only once.
  Member ofRow(int row) {
    if (remembered.size() == REMEMBERED) {
      remembered.clear();
    }
    return remembered.computeIfAbsent(row, this::made);
  }

  private Member made(int row) {
    int account = ownership.accountOf(row);
    if (account >= 0) {
      return ofAccount(account);
    }
    AccountKey key =
        model
            .key(
                Attributes.of(sync.mapping().names(), identities.wanted(row).values()),
                Optional.empty())
            .orElseThrow();
    return new Member(sort(), key, Optional.empty(), Optional.of(anchor(row)));
  }

  Member ofAccount(int number) {
    Account account = accounts.account(number);
    int row = ownership.ownerOf(number);
    Optional<Anchor> owner =
        switch (row) {
          case Ownership.VANISHED -> Optional.of(new Anchor(ownership.vanishedOwner(number)));
          default -> row < 0 ? Optional.empty() : Optional.of(anchor(row));
        };
    return new Member(
        sort(), afterwards.key(number, account.key()), Optional.of(account.anchor()), owner);
  }

  Anchor anchor(int row) {
    return new Anchor(identities.anchor(row));
  }

  private Sort sort() {
    return model.sort();
  }
}
