// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.correlation.Finder;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.Content;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.plan.AccountPlanner;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Decision;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// Puts the names of accounts in the place of people whom others name: of managers. An account has
/// the name here that it has when the plan is done.
final class NamedPeople {
  private final IdentityTable identities;
  private final AccountTable accounts;
  private final Ownership ownership;
  private final Leavers leavers;
  private final AccountPlanner planner;
  private final int[] columns;
  private final UnaryOperator<String> form;
  private final boolean partial;
  private final int namingColumn;
  private final Map<Integer, AccountKey> moved = new HashMap<>();
  private final Map<Integer, Named> made = new ConcurrentHashMap<>();
  private final Renames renames;

  /// @param planner decides what becomes of people
  NamedPeople(
      Sync sync,
      Reading.Both both,
      Ownership ownership,
      Leavers leavers,
      AccountPlanner planner,
      AccountModel model) {
    this.identities = both.identities();
    this.accounts = both.accounts();
    this.ownership = ownership;
    this.leavers = leavers;
    this.planner = planner;
    this.partial = ownership.isPartial();
    this.form = identities.form();
    this.renames = new Renames(accounts, model);
    List<AttributeMapping> attributes = sync.mapping().attributes();
    this.columns =
        IntStream.range(0, attributes.size())
            .filter(i -> attributes.get(i).content() instanceof Content.AccountOf)
            .toArray();
    this.namingColumn = AccountTable.column(sync.mapping().names(), model.naming());
  }

  /// Whom one names.
  private sealed interface Named {
    /// Somebody who has, or gets, this account.
    record Holder(AccountKey key) implements Named {}

    /// Somebody without one.
    record Nobody() implements Named {}

    /// It cannot be told: what the account holds stays.
    record Unclear() implements Named {}
  }

  private static final Named NOBODY = new Named.Nobody();
  private static final Named UNCLEAR = new Named.Unclear();

  /// Finds out which accounts get other names; before anybody is asked for.
  void prepare() {
    if (columns.length == 0) {
      return;
    }
    for (int row = 0; row < identities.size(); row++) {
      int number = ownership.accountOf(row);
      if (identities.state(row) == IdentityTable.State.WANTED && number >= 0) {
        foresee(row, number);
      }
    }
    renames.ordered().ordered().forEach(each -> move(each.account(), each.change()));
  }

  private void foresee(int row, int number) {
    if (identities.inLine(row, accounts, number)) {
      return;
    }
    Account actual = accounts.account(number);
    Mapped.Wanted wanted = with(identities.wanted(row), column -> actual.values().get(column));
    if (planner.align(wanted, actual, leavers.closedByUs(actual.anchor()))
        instanceof Decision.Do(Change change, Optional<Decision.Withheld> _)) {
      if (renames.concerns(change)) {
        renames.add(row, number, change);
      } else {
        move(number, change);
      }
    }
  }

  private void move(int account, Change change) {
    if (!change.keyAfterwards().equals(change.subject().key()) || moved.containsKey(account)) {
      moved.put(account, change.keyAfterwards());
    }
  }

  /// What the account of a person should be, with the names of accounts. An account that is not
  /// there cannot hold its own name: where people name themselves, that comes with the next plan.
  ///
  /// @param actual what it is; empty where there is none
  Mapped.Wanted in(Mapped.Wanted wanted, Optional<Account> actual) {
    if (columns.length == 0) {
      return wanted;
    }
    int self = actual.isPresent() ? Finder.NONE : identities.byAnchor(wanted.anchor().value());
    return with(
        wanted,
        column -> {
          List<Named> named =
              wanted.values().get(column).stream().map(person -> named(person, self)).toList();
          return named.contains(UNCLEAR)
              ? actual.map(account -> account.values().get(column)).orElse(List.of())
              : keys(named);
        });
  }

  /// The same with other values where it names people.
  private Mapped.Wanted with(Mapped.Wanted wanted, IntFunction<List<String>> others) {
    List<List<String>> values = new ArrayList<>(wanted.values());
    for (int column : columns) {
      values.set(column, others.apply(column));
    }
    return new Mapped.Wanted(
        wanted.anchor(), values, wanted.label(), wanted.allowed(), wanted.origin());
  }

  private static List<String> keys(List<Named> named) {
    List<String> keys = new ArrayList<>();
    for (Named each : named) {
      if (each instanceof Named.Holder(AccountKey key)) {
        keys.add(key.value());
      }
    }
    return keys.stream().distinct().toList();
  }

  /// @param except the row that is nobody, or a negative number
  private Named named(String person, int except) {
    int row = row(person);
    if (row < 0) {
      boolean certain = !partial && identities.unnamed() == 0;
      return row == Finder.NONE && certain ? NOBODY : UNCLEAR;
    }
    if (row == except) {
      return NOBODY;
    }
    int account = ownership.accountOf(row);
    return switch (identities.state(row)) {
      case WANTED -> account >= 0 ? holder(account) : made.computeIfAbsent(row, this::made);
      case HELD -> account >= 0 ? holder(account) : UNCLEAR;
      case OUT_OF_SCOPE -> NOBODY;
    };
  }

  private int row(String person) {
    int row = identities.byAnchor(person);
    return row == Finder.NONE ? identities.byReference(form.apply(person)) : row;
  }

  private Named holder(int account) {
    return new Named.Holder(
        Optional.ofNullable(moved.get(account)).orElseGet(() -> accounts.key(account)));
  }

  /// The account that somebody gets by this plan.
  private Named made(int row) {
    Mapped.Wanted wanted = identities.wanted(row);
    boolean taken =
        namingColumn >= 0
            && wanted.values().get(namingColumn).stream()
                .anyMatch(name -> renames.holder(name, Finder.NONE) != Finder.NONE);
    return !taken
            && planner.create(with(wanted, _ -> List.of()))
                instanceof Decision.Do(Change change, Optional<Decision.Withheld> _)
        ? new Named.Holder(change.keyAfterwards())
        : NOBODY;
  }
}
