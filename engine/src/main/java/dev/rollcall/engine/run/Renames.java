// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.correlation.Finder;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.engine.snapshot.AccountTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Brings changes of names into an order in which a name is free before it is taken again. A ring
/// of people who swap names is opened with a temporary name.
final class Renames {
  private final AccountTable accounts;
  private final AccountModel model;
  private final Map<Integer, Renaming> byAccount = new HashMap<>();

  Renames(AccountTable accounts, AccountModel model) {
    this.accounts = accounts;
    this.model = model;
  }

  /// A change that gives an account another name.
  static final class Renaming {
    private final int row;
    private final int account;
    private final Change change;
    private int waitsFor;
    private boolean aside;

    private Renaming(int row, int account, Change change) {
      this.row = row;
      this.account = account;
      this.change = change;
    }

    int row() {
      return row;
    }
  }

  /// What to do in which wave.
  record Ordered(int wave, int account, Change change) {}

  /// A renaming that cannot be done: the account that keeps the wanted name.
  record Blocked(Renaming renaming, String value, int holder) {}

  /// The order and what does not fit into it.
  record Result(List<Ordered> ordered, List<Blocked> blocked) {}

  /// Whether a change touches the name.
  boolean concerns(Change change) {
    return newName(change).isPresent();
  }

  private Optional<Edit> newName(Change change) {
    return change.edits().stream()
        .filter(edit -> edit.attribute().equalsIgnoreCase(model.naming()))
        .findFirst();
  }

  void add(int row, int account, Change change) {
    byAccount.put(account, new Renaming(row, account, change));
  }

  /// The account that will still have this name after all renamings, [Finder#NONE] or
  /// [Finder#SEVERAL].
  int holder(String value, int self) {
    int holder = accounts.byNaming(value);
    if (holder == self) {
      return Finder.NONE;
    }
    Renaming moving = byAccount.get(holder);
    return moving == null || keeps(moving, value) ? holder : Finder.NONE;
  }

  private boolean keeps(Renaming renaming, String value) {
    String normal = ValueRule.IGNORE_CASE.normal(value);
    return newName(renaming.change).stream()
        .flatMap(edit -> edit.after().stream())
        .anyMatch(name -> ValueRule.IGNORE_CASE.normal(name).equals(normal));
  }

  Result ordered() {
    List<Blocked> blocked = dropBlocked();
    return new Result(new Order().waves(), blocked);
  }

  /// One that is blocked keeps its old name, which may block another.
  private List<Blocked> dropBlocked() {
    Map<Integer, List<Renaming>> wanting = wanting();
    List<Blocked> blocked = new ArrayList<>();
    Deque<Renaming> toLookAt = new ArrayDeque<>(byAccount.values());
    while (!toLookAt.isEmpty()) {
      Renaming renaming = toLookAt.remove();
      for (String value : names(renaming.change)) {
        int holder = holder(value, renaming.account);
        if (holder != Finder.NONE && byAccount.remove(renaming.account, renaming)) {
          blocked.add(new Blocked(renaming, value, holder));
          toLookAt.addAll(wanting.getOrDefault(renaming.account, List.of()));
        }
      }
    }
    return blocked;
  }

  /// Who wants a name that an account has now, by that account.
  private Map<Integer, List<Renaming>> wanting() {
    Map<Integer, List<Renaming>> wanting = new HashMap<>();
    for (Renaming renaming : byAccount.values()) {
      holders(renaming)
          .forEach(holder -> wanting.computeIfAbsent(holder, _ -> new ArrayList<>()).add(renaming));
    }
    return wanting;
  }

  /// The other accounts that have the wanted names now.
  private IntStream holders(Renaming renaming) {
    return names(renaming.change).stream()
        .mapToInt(accounts::byNaming)
        .filter(holder -> holder >= 0 && holder != renaming.account)
        .distinct();
  }

  /// Puts renamings whose names are free into a wave, and those whose names this frees into the
  /// next. Where none is free, they stand in rings: the first of each ring stands aside.
  private final class Order {
    private final Map<Integer, List<Renaming>> wanting = wanting();
    private final List<Ordered> ordered = new ArrayList<>();
    private final SortedMap<AccountKey, Renaming> left = new TreeMap<>();
    private List<Renaming> ready = new ArrayList<>();

    private List<Ordered> waves() {
      for (Renaming renaming : byAccount.values()) {
        left.put(renaming.change.subject().key(), renaming);
        renaming.waitsFor = (int) holders(renaming).filter(byAccount::containsKey).count();
        if (renaming.waitsFor == 0) {
          ready.add(renaming);
        }
      }
      for (int wave = 1; !left.isEmpty(); wave++) {
        if (ready.isEmpty()) {
          openRings();
        }
        List<Renaming> now = ready;
        ready = new ArrayList<>();
        for (Renaming renaming : now) {
          place(wave, renaming);
        }
      }
      return ordered;
    }

    private void place(int wave, Renaming renaming) {
      left.remove(renaming.change.subject().key());
      ordered.add(
          new Ordered(
              wave, renaming.account, renaming.aside ? fromAside(renaming) : renaming.change));
      if (!renaming.aside) {
        freed(renaming);
      }
    }

    private void freed(Renaming renaming) {
      for (Renaming next : wanting.getOrDefault(renaming.account, List.of())) {
        if (--next.waitsFor == 0) {
          ready.add(next);
        }
      }
    }

    private void openRings() {
      Set<Integer> seen = new HashSet<>();
      for (Renaming first : List.copyOf(left.values())) {
        if (!first.aside && seen.add(first.account)) {
          markRing(first, seen);
          first.aside = true;
          ordered.add(new Ordered(0, first.account, aside(first)));
          freed(first);
        }
      }
    }

    private void markRing(Renaming first, Set<Integer> seen) {
      Optional<Renaming> next = Optional.of(first);
      while (next.isPresent()) {
        next =
            holders(next.get())
                .filter(seen::add)
                .mapToObj(byAccount::get)
                .filter(Objects::nonNull)
                .findFirst();
      }
    }
  }

  private List<String> names(Change change) {
    return newName(change).map(Edit::added).orElse(List.of());
  }

  private Change aside(Renaming renaming) {
    Subject subject = renaming.change.subject();
    Edit edit = newName(renaming.change).orElseThrow();
    List<String> temporary = temporary(edit);
    return new Change.Rename(
        subject,
        key(edit.attribute(), temporary, subject.key()),
        List.of(new Edit(edit.attribute(), edit.before(), temporary)),
        new Reason(
            renaming.change.reason().why(), "stands aside, because names are swapped in a ring"));
  }

  private Change fromAside(Renaming renaming) {
    Subject subject = renaming.change.subject();
    Edit name = newName(renaming.change).orElseThrow();
    List<String> temporary = temporary(name);
    Subject moved =
        new Subject(
            subject.sort(),
            key(name.attribute(), temporary, subject.key()),
            subject.account(),
            subject.owner(),
            subject.label());
    List<Edit> edits =
        renaming.change.edits().stream()
            .map(edit ->
                edit.equals(name) ? new Edit(edit.attribute(), temporary, edit.after()) : edit)
            .toList();
    return switch (renaming.change) {
      case Change.Rename rename -> new Change.Rename(moved, rename.to(), edits, rename.reason());
      case Change.Enable enable -> new Change.Enable(moved, enable.to(), edits, enable.reason());
      case Change.Update update -> new Change.Update(moved, edits, update.reason());
      case Change.Create _, Change.Disable _, Change.Delete _, Change.Members _ -> renaming.change;
    };
  }

  private static List<String> temporary(Edit edit) {
    return List.of(edit.before().getFirst() + "-rollcall-swap");
  }

  private AccountKey key(String attribute, List<String> values, AccountKey current) {
    SortedMap<String, List<String>> one = new TreeMap<>();
    one.put(attribute, values);
    return model.key(new Attributes(one), Optional.of(current)).orElse(current);
  }
}
