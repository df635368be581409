// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Truth;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Policy;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.PlanWriter;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Decides what becomes of accounts whose identity is gone or shall have none.
final class Leavers {
  private final Sync sync;
  private final IdentityTable identities;
  private final AccountTable accounts;
  private final boolean removes;
  private final int unplaced;
  private final int unfound;
  private final Instant now;
  private final Set<String> closed;
  private final Map<String, Instant> missingSince = new HashMap<>();
  private final Columns columns;
  private final Sort sort;
  private final BitSet deleted = new BitSet();
  private final List<Subject> disabled = new ArrayList<>();
  private long spared;

  /// @param removes whether somebody missing is somebody who left
  /// @param closed the accounts that Rollcall disabled
  Leavers(
      Sync sync,
      Reading.Both both,
      boolean removes,
      Ownership ownership,
      Instant now,
      Set<String> closed,
      Links links) {
    this.sync = sync;
    this.identities = both.identities();
    this.accounts = both.accounts();
    this.removes = removes;
    this.unplaced = ownership.unplaced();
    this.unfound = ownership.unfound();
    this.now = now;
    this.closed = closed;
    links.missing((account, since) -> missingSince.put(account, Instant.parse(since)));
    this.sort = accounts.model().sort();
    this.columns = new Columns(sync.mapping().names());
  }

  /// Whether it was Rollcall that disabled the account.
  boolean closedByUs(Anchor account) {
    return closed.contains(account.value());
  }

  /// The account's identity is there and wanted.
  void present(int account, PlanWriter plan) {
    if (missingSince.isEmpty() && closed.isEmpty()) {
      return;
    }
    Anchor anchor = accounts.anchor(account);
    if (missingSince.containsKey(anchor.value())) {
      plan.note(new Note.Back(sort, anchor));
    }
    if (accounts.enabled(account) && closedByUs(anchor)) {
      plan.note(new Note.Opened(sort, anchor));
    }
  }

  void outOfScope(int account, int row, PlanWriter plan) {
    leaves(
        account,
        Optional.of(new Anchor(identities.anchor(row))),
        "%s in %s".formatted(identities.because(row), sync.from()),
        plan);
  }

  void vanished(int account, String owner, PlanWriter plan) {
    if (!removes) {
      return;
    }
    if (unplaced > 0) {
      spared += accounts.enabled(account) ? 1 : 0;
      return;
    }
    leaves(account, Optional.of(new Anchor(owner)), "no longer in " + sync.from(), plan);
  }

  void nobodys(int account, PlanWriter plan) {
    if (!removes) {
      return;
    }
    if (unfound > 0 && sync.policy().unmanaged() == Policy.Unmanaged.TREAT_AS_LEAVERS) {
      spared += accounts.enabled(account) ? 1 : 0;
      return;
    }
    switch (sync.policy().unmanaged()) {
      case LEAVE -> plan.unmanaged(accounts.key(account).value());
      case TREAT_AS_LEAVERS ->
          leaves(account, Optional.empty(), "nobody in %s has it".formatted(sync.from()), plan);
    }
  }

  void finish(PlanWriter plan) {
    if (spared > 0) {
      plan.problem(RowProblems.unplaced(sync, unfound, spared));
    }
  }

  private void leaves(int number, Optional<Anchor> owner, String because, PlanWriter plan) {
    Account account = accounts.account(number);
    Policy policy = sync.policy();
    Instant since = missingSince.getOrDefault(account.anchor().value(), now);
    if (!missingSince.containsKey(account.anchor().value())) {
      plan.note(new Note.Missing(sort, account.anchor()));
    }
    Subject subject =
        new Subject(
            sort, account.key(), Optional.of(account.anchor()), owner, label(account, owner));
    Reason reason = new Reason(Reason.Why.LEAVER, because);
    if (account.enabled()) {
      if (due(policy.disableAfterDays(), since)) {
        boolean allowed = permitted(new Change.Disable(subject, reason), account, plan);
        if (allowed && disabled.size() < PlanWriter.NAMED) {
          disabled.add(subject);
        }
      } else if (policy.disableAfterDays().isEmpty() && due(policy.deleteAfterDays(), since)) {
        deleted.set(number, permitted(new Change.Delete(subject, reason), account, plan));
      }
    } else if (closedByUs(account.anchor()) && due(policy.deleteAfterDays(), since)) {
      deleted.set(number, permitted(new Change.Delete(subject, reason), account, plan));
    }
  }

  /// Whether the plan removes the account for good.
  boolean isDeleted(int account) {
    return deleted.get(account);
  }

  /// Whom the plan disables; no more than are named.
  List<Subject> disabled() {
    return List.copyOf(disabled);
  }

  private boolean due(Optional<Integer> days, Instant since) {
    return days.isPresent() && Duration.between(since, now).toDays() >= days.get();
  }

  private boolean permitted(Change change, Account account, PlanWriter plan) {
    Kind kind = change.kind();
    Condition condition = sync.policy().closing().get(kind);
    Identity values = new Identity(columns, account.values(), account.key().value());
    boolean allowed =
        sync.policy().allowed().contains(kind)
            && (condition == null || condition.test(values::values) instanceof Truth.True);
    if (allowed) {
      plan.add(Waves.of(change, accounts.model()), change);
    } else {
      plan.withheld(kind, account.key() + " (changes." + kind.word() + ")");
    }
    return allowed;
  }

  private String label(Account account, Optional<Anchor> owner) {
    String origin = owner.map(anchor -> sync.from() + " " + anchor).orElse("");
    String name = personName(account);
    if (name.isEmpty()) {
      return origin.isEmpty() ? account.key().value() : origin;
    }
    return origin.isEmpty() ? name : name + " · " + origin;
  }

  private String personName(Account account) {
    for (String name : List.of("displayName", "cn", "name")) {
      String value = first(account, name);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return (first(account, "first_name") + " " + first(account, "last_name")).strip();
  }

  private String first(Account account, String name) {
    int column = AccountTable.column(columns.names(), name);
    List<String> values = column < 0 ? List.of() : account.values().get(column);
    return values.isEmpty() ? "" : Collections.min(values);
  }
}
