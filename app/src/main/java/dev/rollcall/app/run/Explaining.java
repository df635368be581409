// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.GroupTarget;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.run.Planning;
import dev.rollcall.engine.run.Witness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Answers what is known of one person, by planning and watching. Reads everything; writes nothing.
final class Explaining implements Witness {
  private static final int MOST = 20;

  private final ConfiguredSync sync;
  private final Set<String> questions;
  private final Path file;
  private final Map<String, String> owners = new HashMap<>();
  private final Map<String, String> accountsOfOwners = new HashMap<>();
  private final List<Identity> identities = new ArrayList<>();
  private final List<Mapped> mapped = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();
  private final Map<String, Set<String>> groups = new HashMap<>();
  private final List<Change> memberships = new ArrayList<>();
  private Optional<GroupTarget> target = Optional.empty();

  /// @param questions anchors, logins, e-mail addresses or any other whole values
  /// @param file where the plan may be while it is looked at
  Explaining(ConfiguredSync sync, Set<String> questions, Path file) {
    this.sync = sync;
    this.file = file;
    this.questions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    this.questions.addAll(questions);
  }

  Explanation explain(Planning planning, Links links, Source source, Target to) throws ReadFailed {
    if (to instanceof GroupTarget keeper) {
      target = Optional.of(keeper);
    }
    links.each((identity, account) -> {
      owners.put(account, identity);
      accountsOfOwners.put(identity, account);
    });
    PlanFile plan =
        planning
            .plan(sync.sync(), source, to, Planning.Scope.WHOLE, Optional.of(file), this)
            .plan();
    ownersOfAccounts(source);
    accountsOfIdentities(to);
    return answer(plan);
  }

  @Override
  public void seen(Identity identity) {
    Mapped result = sync.sync().mapping().map(identity::values, identity.origin());
    boolean fits =
        identity.values().stream().flatMap(List::stream).anyMatch(this::fits)
            || anchor(result).map(Anchor::value).filter(this::fits).isPresent()
            || values(result).stream().flatMap(List::stream).anyMatch(this::fits);
    if (fits && identities.size() < MOST) {
      identities.add(identity);
      mapped.add(result);
    }
  }

  @Override
  public void held(Account account) {
    boolean fits =
        fits(account.key().value())
            || fits(account.anchor().value())
            || Optional.ofNullable(owners.get(account.anchor().value()))
                .filter(this::fits)
                .isPresent()
            || account.values().stream().flatMap(List::stream).anyMatch(this::fits);
    if (fits && accounts.size() < MOST) {
      accounts.add(account);
    }
  }

  @Override
  public void group(Account group, List<String> members) {
    for (Account account : accounts) {
      if (target.isPresent() && members.contains(target.get().reference(Sort.USER, account))) {
        groups
            .computeIfAbsent(account.anchor().value(), _ -> new TreeSet<>())
            .add(group.key().value());
      }
    }
  }

  private boolean fits(String value) {
    return questions.contains(value);
  }

  /// The question fits an account, but its owner has other values by now.
  private void ownersOfAccounts(Source source) throws ReadFailed {
    Set<String> wanted =
        accounts.stream()
            .map(account -> owners.get(account.anchor().value()))
            .flatMap(Stream::ofNullable)
            .collect(Collectors.toSet());
    mapped.forEach(each -> anchor(each).map(Anchor::value).ifPresent(wanted::remove));
    if (!wanted.isEmpty()) {
      List<String> names = List.copyOf(sync.sync().mapping().inputs());
      source.read(
          new SourceRequest(names, Optional.empty()),
          identity -> {
            Mapped result = sync.sync().mapping().map(identity::values, identity.origin());
            if (anchor(result).map(Anchor::value).filter(wanted::contains).isPresent()) {
              identities.add(identity);
              mapped.add(result);
            }
          });
    }
  }

  /// The question fits an identity, but its account has other values still.
  private void accountsOfIdentities(Target target) throws ReadFailed {
    Set<String> known =
        accounts.stream().map(each -> each.anchor().value()).collect(Collectors.toSet());
    List<Lookup> missing =
        mapped.stream()
            .flatMap(each -> anchor(each).stream())
            .flatMap(owner -> Stream.ofNullable(accountsOfOwners.get(owner.value())))
            .filter(account -> !known.contains(account))
            .<Lookup>map(Lookup.ByAnchor::new)
            .toList();
    if (!missing.isEmpty()) {
      List<String> names = sync.sync().mapping().names();
      target.read(new AccountRequest(names, Optional.of(missing)), accounts::add);
    }
  }

  private static Optional<Anchor> anchor(Mapped mapped) {
    return switch (mapped) {
      case Mapped.Wanted wanted -> Optional.of(wanted.anchor());
      case Mapped.OutOfScope out -> Optional.of(out.anchor());
      case Mapped.Held held -> held.anchor();
    };
  }

  private static List<List<String>> values(Mapped mapped) {
    return switch (mapped) {
      case Mapped.Wanted wanted -> wanted.values();
      case Mapped.OutOfScope _ -> List.of();
      case Mapped.Held held -> held.values();
    };
  }

  private Explanation answer(PlanFile plan) {
    Map<String, Change> byOwner = new HashMap<>();
    Map<String, Change> byAccount = new HashMap<>();
    Set<String> wanted =
        mapped.stream()
            .flatMap(each -> anchor(each).stream())
            .map(Anchor::value)
            .collect(Collectors.toSet());
    Set<String> held =
        accounts.stream().map(each -> each.anchor().value()).collect(Collectors.toSet());
    try (Stream<Change> changes = plan.changes()) {
      changes.forEach(change -> {
        if (change instanceof Change.Members members) {
          about(members, wanted, held).ifPresent(memberships::add);
          return;
        }
        change
            .subject()
            .owner()
            .map(Anchor::value)
            .filter(wanted::contains)
            .ifPresent(owner -> byOwner.put(owner, change));
        change
            .subject()
            .account()
            .map(Anchor::value)
            .filter(held::contains)
            .ifPresent(account -> byAccount.put(account, change));
      });
    }
    return new Explanation(
        sync,
        rows(byOwner),
        holdings(byAccount),
        List.copyOf(memberships),
        problems(plan.problems()));
  }

  /// The change as far as it is about these people.
  private static Optional<Change> about(
      Change.Members change, Set<String> wanted, Set<String> held) {
    Predicate<Member> asked =
        member ->
            member.owner().map(Anchor::value).filter(wanted::contains).isPresent()
                || member.account().map(Anchor::value).filter(held::contains).isPresent();
    List<Member> in = change.added().stream().filter(asked).toList();
    List<Member> out = change.removed().stream().filter(asked).toList();
    return in.isEmpty() && out.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Change.Members(change.subject(), in, out, change.before(), change.reason()));
  }

  private List<Explanation.Row> rows(Map<String, Change> byOwner) {
    List<Explanation.Row> rows = new ArrayList<>();
    for (int i = 0; i < identities.size(); i++) {
      Optional<Change> change = anchor(mapped.get(i)).map(Anchor::value).map(byOwner::get);
      rows.add(new Explanation.Row(identities.get(i), mapped.get(i), change));
    }
    return rows;
  }

  private List<Explanation.Holding> holdings(Map<String, Change> byAccount) {
    return accounts.stream()
        .map(account ->
            new Explanation.Holding(
                account,
                Optional.ofNullable(owners.get(account.anchor().value())).map(Anchor::new),
                Optional.ofNullable(byAccount.get(account.anchor().value())),
                List.copyOf(groups.getOrDefault(account.anchor().value(), Set.of()))))
        .toList();
  }

  private List<Problem> problems(List<Problem> all) {
    return all.stream()
        .filter(problem ->
            identities.stream().anyMatch(each -> problem.what().contains(each.origin()))
                || accounts.stream().anyMatch(each -> problem.what().contains(each.key().value())))
        .toList();
  }
}
