// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.AccountPlanner;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Decision;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.PlanWriter;
import dev.rollcall.engine.run.Joiners.Joiner;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.IntStream;

/// Goes over everything that was read and puts into the plan what has to be done.
final class PlanBuilder {
  private final Sync sync;
  private final IdentityTable identities;
  private final AccountTable accounts;
  private final Ownership ownership;
  private final Leavers leavers;
  private final AccountPlanner planner;
  private final AccountModel model;
  private final PlanWriter plan;
  private final Renames renames;
  private final NamedPeople named;
  private final int namingColumn;
  private final Afterwards afterwards = new Afterwards();
  private final SequencedSet<String> madeBefore = new LinkedHashSet<>();
  private long unchanged;
  private long managed;

  PlanBuilder(
      Sync sync,
      Reading.Both both,
      Ownership ownership,
      Leavers leavers,
      AccountModel model,
      PlanWriter plan) {
    this.sync = sync;
    this.identities = both.identities();
    this.accounts = both.accounts();
    this.ownership = ownership;
    this.leavers = leavers;
    this.model = model;
    this.plan = plan;
    this.planner =
        new AccountPlanner(sync.from(), sync.mapping().attributes(), model, sync.policy());
    this.renames = new Renames(accounts, model);
    this.named = new NamedPeople(sync, both, ownership, leavers, planner, model);
    this.namingColumn = AccountTable.column(sync.mapping().names(), model.naming());
  }

  void build() {
    identities.problems().forEach(plan::problem);
    named.prepare();
    for (int row = 0; row < identities.size(); row++) {
      if (identities.state(row) == IdentityTable.State.WANTED && ownership.accountOf(row) >= 0) {
        align(row, ownership.accountOf(row));
      }
    }
    orderRenames();
    create();
    for (int account = 0; account < accounts.size(); account++) {
      close(account);
    }
    leavers.finish(plan);
    if (!madeBefore.isEmpty()) {
      plan.problem(RowProblems.parents(sync, madeBefore.stream().sorted().toList()));
    }
  }

  /// What becomes of rows and accounts by this plan.
  Afterwards afterwards() {
    return afterwards;
  }

  /// How many accounts need nothing.
  long unchanged() {
    return unchanged;
  }

  /// How many open accounts Rollcall looks after.
  long managed() {
    return managed;
  }

  private void align(int row, int account) {
    leavers.present(account, plan);
    remember(row, account);
    if (identities.inLine(row, accounts, account)) {
      unchanged++;
      return;
    }
    Account actual = accounts.account(account);
    Mapped.Wanted wanted = named.in(identities.wanted(row), Optional.of(actual));
    Decision decision = planner.align(wanted, actual, leavers.closedByUs(actual.anchor()));
    switch (decision) {
      case Decision.Nothing _ -> unchanged++;
      case Decision.Do(Change change, Optional<Decision.Withheld> without) -> {
        without.ifPresent(withheld -> plan.withheld(withheld.kind(), withheld.because()));
        if (!change.keyAfterwards().equals(change.subject().key())) {
          madeBefore.addAll(model.madeBefore(change.keyAfterwards()));
        }
        if (renames.concerns(change)) {
          renames.add(row, account, change);
        } else {
          afterwards.changes(account, change);
          plan.add(Waves.of(change, model), change);
        }
      }
      case Decision.Withheld(Kind kind, String because) -> plan.withheld(kind, because);
      case Decision.Flawed(List<Problem> problems) -> problems.forEach(plan::problem);
    }
  }

  private void remember(int row, int account) {
    if (!ownership.wasLinked(row)) {
      plan.note(
          new Note.Link(
              model.sort(), new Anchor(identities.anchor(row)), accounts.anchor(account)));
    }
  }

  private void orderRenames() {
    Renames.Result result = renames.ordered();
    for (Renames.Ordered each : result.ordered()) {
      afterwards.changes(each.account(), each.change());
      plan.add(Waves.naming(each.wave(), model), each.change());
    }
    for (Renames.Blocked blocked : result.blocked()) {
      loginTaken(blocked.renaming().row(), blocked.value(), blocked.holder());
    }
  }

  private void create() {
    int[] rows =
        IntStream.range(0, identities.size())
            .filter(row ->
                identities.state(row) == IdentityTable.State.WANTED && ownership.accountOf(row) < 0)
            .toArray();
    new Joiners(identities, named, planner, model, renames, namingColumn)
        .decide(rows, this::create);
  }

  private void create(Joiner joiner) {
    switch (joiner) {
      case Joiner.Taken(int row, String value, int holder) -> loginTaken(row, value, holder);
      case Joiner.Create(int row, PlanWriter.Line line, List<String> before) -> {
        madeBefore.addAll(before);
        afterwards.creates(row);
        plan.add(line);
      }
      case Joiner.Not(Decision decision) -> notMade(decision);
    }
  }

  private void notMade(Decision decision) {
    switch (decision) {
      case Decision.Nothing _, Decision.Do _ -> {}
      case Decision.Withheld(Kind kind, String because) -> plan.withheld(kind, because);
      case Decision.Flawed(List<Problem> problems) -> problems.forEach(plan::problem);
    }
  }

  private void loginTaken(int row, String value, int holder) {
    Mapped.Wanted wanted = identities.wanted(row);
    AccountKey key = holder >= 0 ? accounts.key(holder) : new AccountKey("more than one account");
    plan.problem(RowProblems.loginTaken(sync, wanted.label(), wanted.origin(), value, key));
  }

  private void close(int account) {
    int owner = ownership.ownerOf(account);
    boolean ours = owner >= 0 || owner == Ownership.VANISHED;
    managed += ours && accounts.enabled(account) ? 1 : 0;
    if (ownership.leftAlone(account)) {
      return;
    }
    if (owner >= 0) {
      if (identities.state(owner) == IdentityTable.State.OUT_OF_SCOPE) {
        remember(owner, account);
        leavers.outOfScope(account, owner, plan);
      }
    } else if (owner == Ownership.VANISHED) {
      leavers.vanished(account, ownership.vanishedOwner(account), plan);
    } else {
      leavers.nobodys(account, plan);
    }
  }
}
