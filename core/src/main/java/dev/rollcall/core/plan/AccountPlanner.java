// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decides what has to be done for one identity that shall have an account. Pure.
public final class AccountPlanner {
  private final String source;
  private final List<AttributeMapping> attributes;
  private final List<String> names;
  private final AccountModel model;
  private final Policy policy;

  public AccountPlanner(
      String source, List<AttributeMapping> attributes, AccountModel model, Policy policy) {
    this.source = source;
    this.attributes = List.copyOf(attributes);
    this.names = attributes.stream().map(AttributeMapping::attribute).toList();
    this.model = model;
    this.policy = policy;
  }

  /// For an identity without an account.
  public Decision create(Mapped.Wanted wanted) {
    Attributes all = Attributes.of(names, distinct(wanted.values()));
    List<Problem> flaws = located(model.flawsInNew(all), wanted);
    if (!flaws.isEmpty()) {
      return new Decision.Flawed(flaws);
    }
    Optional<AccountKey> key = model.key(all, Optional.empty());
    if (key.isEmpty()) {
      return new Decision.Flawed(List.of(noKey(wanted)));
    }
    Subject subject =
        new Subject(
            model.sort(),
            key.get(),
            Optional.empty(),
            Optional.of(wanted.anchor()),
            wanted.label());
    return permitted(
        new Change.Create(subject, all, new Reason(Reason.Why.JOINER, "new in " + source)),
        wanted.allowed(),
        Optional.empty());
  }

  /// For an identity with an account.
  ///
  /// @param closedByUs whether it was Rollcall that disabled the account
  public Decision align(Mapped.Wanted wanted, Account account, boolean closedByUs) {
    boolean staysClosed = !account.enabled() && !mayReturn(closedByUs);
    if (staysClosed && model.mayWaitToBeOpened(account.key())) {
      return align(wanted, asIfOpen(account), closedByUs);
    }
    if (staysClosed) {
      return new Decision.Withheld(
          Kind.ENABLE,
          "%s is disabled, and not by rollcall (returners: %s)"
              .formatted(
                  account.key(),
                  policy.returners().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }
    List<Edit> edits = edits(wanted.values(), account.values());
    Optional<AccountKey> key = keyAfter(account, edits);
    if (key.isEmpty() && keyAfter(account, List.of()).isPresent()) {
      return new Decision.Flawed(List.of(noKey(wanted)));
    }
    return allowed(wanted, account, edits, key.orElse(account.key()));
  }

  /// Of which no change says that it opens it.
  private static Account asIfOpen(Account account) {
    return new Account(account.key(), account.anchor(), true, account.values());
  }

  private Optional<AccountKey> keyAfter(Account account, List<Edit> edits) {
    return model.key(afterwards(account, edits), Optional.of(account.key()));
  }

  /// Leaves out what may not be done: the new name, or everything but the new name.
  private Decision allowed(Mapped.Wanted wanted, Account account, List<Edit> edits, AccountKey to) {
    Map<Boolean, List<Edit>> naming =
        edits.stream().collect(Collectors.partitioningBy(edit -> names(account, edit)));
    boolean renames = !to.equals(account.key());
    if (renames && !allows(Kind.RENAME, wanted.allowed())) {
      Optional<Decision.Withheld> withheld = Optional.of(withheld(Kind.RENAME, account.key()));
      return checked(
          wanted, account, naming.getOrDefault(false, List.of()), account.key(), withheld);
    }
    boolean updates = !naming.getOrDefault(false, List.of()).isEmpty();
    if (updates && !allows(Kind.UPDATE, wanted.allowed())) {
      Optional<Decision.Withheld> withheld = Optional.of(withheld(Kind.UPDATE, account.key()));
      return checked(wanted, account, naming.getOrDefault(true, List.of()), to, withheld);
    }
    return checked(wanted, account, edits, to, Optional.empty());
  }

  private boolean names(Account account, Edit edit) {
    return !keyAfter(account, List.of(edit)).map(account.key()::equals).orElse(false);
  }

  private Decision checked(
      Mapped.Wanted wanted,
      Account account,
      List<Edit> edits,
      AccountKey to,
      Optional<Decision.Withheld> without) {
    if (edits.isEmpty() && to.equals(account.key()) && account.enabled()) {
      return without.<Decision>map(withheld -> withheld).orElseGet(Decision.Nothing::new);
    }
    List<Problem> flaws = located(flaws(edits), wanted);
    if (!flaws.isEmpty()) {
      return new Decision.Flawed(flaws);
    }
    return permitted(change(wanted, account, edits, to), wanted.allowed(), without);
  }

  private Change change(Mapped.Wanted wanted, Account account, List<Edit> edits, AccountKey to) {
    Subject subject =
        new Subject(
            model.sort(),
            account.key(),
            Optional.of(account.anchor()),
            Optional.of(wanted.anchor()),
            wanted.label());
    if (!account.enabled()) {
      return new Change.Enable(
          subject, to, edits, new Reason(Reason.Why.RETURNER, "back in " + source));
    }
    Reason moved = new Reason(Reason.Why.MOVER, "changed in " + source);
    return to.equals(account.key())
        ? new Change.Update(subject, edits, moved)
        : new Change.Rename(subject, to, edits, moved);
  }

  private Decision permitted(Change change, int allowed, Optional<Decision.Withheld> without) {
    return allows(change.kind(), allowed)
        ? new Decision.Do(change, without)
        : withheld(change.kind(), change.subject().key());
  }

  private static Decision.Withheld withheld(Kind kind, AccountKey key) {
    return new Decision.Withheld(kind, key + " (changes." + kind.word() + ")");
  }

  private boolean allows(Kind kind, int allowed) {
    return policy.allowed().contains(kind.of(model.sort())) && (allowed & kind.bit()) != 0;
  }

  private boolean mayReturn(boolean closedByUs) {
    return switch (policy.returners()) {
      case ALWAYS -> true;
      case IF_ROLLCALL_DISABLED_THEM -> closedByUs;
      case NEVER -> false;
    };
  }

  private List<Edit> edits(List<List<String>> wanted, List<List<String>> actual) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      List<String> before = actual.get(i);
      List<String> after = after(attributes.get(i), wanted.get(i), before);
      if (!after.equals(before)) {
        edits.add(new Edit(names.get(i), before, after));
      }
    }
    return edits;
  }

  /// What the attribute shall hold; `before` itself where that is good already.
  private List<String> after(AttributeMapping mapping, List<String> wanted, List<String> before) {
    ValueRule rule = model.attribute(mapping.attribute()).rule();
    return switch (mapping.rule()) {
      case ON_CREATE -> before;
      case IF_EMPTY -> before.isEmpty() ? kept(rule, before, wanted) : before;
      case MERGE -> union(rule, before, wanted);
      case ALWAYS ->
          rule.normal(before).equals(rule.normal(wanted)) ? before : kept(rule, before, wanted);
    };
  }

  private static List<String> union(ValueRule rule, List<String> before, List<String> wanted) {
    List<String> present = rule.normal(before);
    List<String> missing =
        kept(rule, List.of(), wanted).stream()
            .filter(value -> !present.contains(rule.normal(value)))
            .toList();
    return missing.isEmpty() ? before : Stream.concat(before.stream(), missing.stream()).toList();
  }

  /// The wanted values, in the spelling that the account has already where it is as good.
  private static List<String> kept(ValueRule rule, List<String> before, List<String> wanted) {
    if (before.isEmpty() && wanted.size() <= 1) {
      return wanted;
    }
    SortedMap<String, String> spelled = new TreeMap<>();
    wanted.stream().sorted().forEach(value -> spelled.putIfAbsent(rule.normal(value), value));
    before.forEach(value -> spelled.computeIfPresent(rule.normal(value), (_, _) -> value));
    return List.copyOf(spelled.values());
  }

  /// Every value once, by the rules of the target.
  private List<List<String>> distinct(List<List<String>> wanted) {
    List<List<String>> all = new ArrayList<>(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      all.add(kept(model.attribute(names.get(i)).rule(), List.of(), wanted.get(i)));
    }
    return all;
  }

  private Attributes afterwards(Account account, List<Edit> edits) {
    SortedMap<String, List<String>> all =
        new TreeMap<>(Attributes.of(names, account.values()).all());
    edits.forEach(edit -> all.put(edit.attribute(), edit.after()));
    return new Attributes(all);
  }

  private List<Problem> flaws(List<Edit> edits) {
    SortedMap<String, List<String>> set = new TreeMap<>();
    edits.forEach(edit -> set.put(edit.attribute(), edit.after()));
    List<String> removed =
        edits.stream().filter(edit -> edit.after().isEmpty()).map(Edit::attribute).toList();
    return model.flawsInChange(new Attributes(set), removed);
  }

  private List<Problem> located(List<Problem> flaws, Mapped.Wanted wanted) {
    return flaws.stream()
        .map(flaw ->
            new Problem(
                flaw.code(),
                flaw.blame(),
                "%s (%s %s): %s; left as it is"
                    .formatted(wanted.label(), source, wanted.origin(), flaw.what()),
                flaw.why(),
                flaw.fix()))
        .toList();
  }

  private Problem noKey(Mapped.Wanted wanted) {
    return new Problem(
        "DATA-NO-LOGIN",
        Blame.DATA,
        "%s (%s %s) has no value to name its account by; left as it is"
            .formatted(wanted.label(), source, wanted.origin()),
        "the attribute that names accounts is absent for this person",
        "give the person a value for it in " + source);
  }
}
