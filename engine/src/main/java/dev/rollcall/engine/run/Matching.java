// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.GroupTarget;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.correlation.Correlation;
import dev.rollcall.core.correlation.Correlator;
import dev.rollcall.core.correlation.Finder;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.run.MatchReport.Dispute;
import dev.rollcall.engine.run.MatchReport.Holding;
import dev.rollcall.engine.run.MatchReport.Pair;
import dev.rollcall.engine.run.MatchReport.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Reads both sides and tells who belongs to what. Plans nothing and writes nothing.
public final class Matching {
  private static final String BY_ANCHOR = "anchor";

  private final Sync sync;
  private final Progress progress;
  private final List<Found> people = new ArrayList<>();
  private final List<Holding> accounts = new ArrayList<>();
  private final Map<String, Integer> byAnchor = new HashMap<>();
  private final Map<String, List<Integer>> byKeptAnchor = new HashMap<>();
  private final List<Map<String, List<Integer>>> byRule = new ArrayList<>();
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();

  /// Somebody of the source, and which account they have.
  private record Found(Person person, boolean wanted, Correlation correlation) {}

  private Matching(Sync sync, Progress progress) {
    this.sync = sync;
    this.progress = progress;
    sync.match().forEach(_ -> byRule.add(new HashMap<>()));
  }

  /// People, and groups where the sync has them.
  ///
  /// @param remembered the links of the sync
  /// @param rememberedGroups its links of groups
  public static MatchReport report(
      Sync sync,
      Progress progress,
      Source source,
      Target target,
      Links remembered,
      Links rememberedGroups)
      throws ReadFailed {
    MatchReport people = new Matching(sync, progress).people(source, target, remembered);
    if (sync.groups().isEmpty()
        || !(source instanceof GroupSource groupSource)
        || !(target instanceof GroupTarget groupTarget)) {
      return people;
    }
    Matching groups = new Matching(sync.ofGroups(), progress);
    return people.with(groups.groups(groupSource, groupTarget, rememberedGroups));
  }

  private MatchReport people(Source source, Target target, Links remembered) throws ReadFailed {
    SequencedSet<String> inputs = sync.mapping().inputs();
    inputs.addAll(GroupReading.references(sync, source).columns());
    return report(target.model(), remembered, target::read, source::read, inputs);
  }

  private MatchReport groups(GroupSource source, GroupTarget target, Links remembered)
      throws ReadFailed {
    return report(
        target.groupModel(),
        remembered,
        (request, each) -> target.readGroups(request, (group, _) -> each.accept(group)),
        (request, each) -> source.readGroups(request, (group, _) -> each.accept(group)),
        sync.mapping().inputs());
  }

  private interface AccountRead {
    CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed;
  }

  private interface IdentityRead {
    CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed;
  }

  private MatchReport report(
      AccountModel model,
      Links remembered,
      AccountRead target,
      IdentityRead source,
      Collection<String> inputs)
      throws ReadFailed {
    remembered.each((identity, account) -> {
      links.put(identity, account);
      owners.put(account, identity);
    });
    List<String> names = sync.mapping().names();
    int naming = names.indexOf(model.naming());
    CompleteRead held =
        target.read(
            new AccountRequest(names, Optional.empty()), account -> held(account, names, naming));
    Correlator correlator = new Correlator(sync.match());
    CompleteRead read =
        source.read(
            new SourceRequest(List.copyOf(inputs), Optional.empty()),
            identity ->
                seen(
                    sync.mapping().map(identity::values, identity.origin()),
                    names,
                    naming,
                    correlator));
    return sorted(read, held);
  }

  private void held(Account account, List<String> names, int naming) {
    int number = accounts.size();
    List<String> logins = naming < 0 ? List.of() : account.values().get(naming);
    String login = logins.isEmpty() ? account.key().value() : logins.getFirst();
    accounts.add(new Holding(account.key(), account.anchor(), account.enabled(), login));
    byAnchor.put(account.anchor().value(), number);
    sync.anchorIn()
        .ifPresent(name ->
            account
                .values()
                .get(names.indexOf(name))
                .forEach(value -> add(byKeptAnchor, value, number)));
    for (int rule = 0; rule < sync.match().size(); rule++) {
      for (String value : account.values().get(names.indexOf(sync.match().get(rule)))) {
        add(byRule.get(rule), ValueRule.IGNORE_CASE.normal(value), number);
      }
    }
    progress.read(sync.to(), accounts.size());
  }

  private static void add(Map<String, List<Integer>> index, String value, int number) {
    index.computeIfAbsent(value, _ -> new ArrayList<>()).add(number);
  }

  private void seen(Mapped mapped, List<String> names, int naming, Correlator correlator) {
    switch (mapped) {
      case Mapped.Wanted wanted ->
          seen(wanted.anchor(), wanted.values(), wanted.label(), true, names, naming, correlator);
      case Mapped.OutOfScope out ->
          seen(out.anchor(), out.values(), out.origin(), false, names, naming, correlator);
      case Mapped.Held held ->
          held.anchor()
              .ifPresent(anchor ->
                  seen(anchor, held.values(), held.origin(), true, names, naming, correlator));
    }
    progress.read(sync.from(), people.size());
  }

  private void seen(
      Anchor anchor,
      List<List<String>> values,
      String label,
      boolean wanted,
      List<String> names,
      int naming,
      Correlator correlator) {
    List<List<String>> matched =
        sync.match().stream().map(name -> values.get(names.indexOf(name))).toList();
    List<String> logins = naming < 0 ? List.of() : values.get(naming);
    Person person = new Person(anchor, label, logins.isEmpty() ? "" : logins.getFirst());
    people.add(new Found(person, wanted, correlator.correlate(anchor, matched, new Index())));
  }

  private MatchReport sorted(CompleteRead read, CompleteRead held) {
    people.sort(Comparator.comparing(found -> found.person().label()));
    Map<Integer, List<Found>> claims = new HashMap<>();
    for (Found found : people) {
      account(found).ifPresent(it -> claims.computeIfAbsent(it, _ -> new ArrayList<>()).add(found));
    }
    List<Pair> linked = new ArrayList<>();
    List<Pair> unwanted = new ArrayList<>();
    List<Person> alone = new ArrayList<>();
    List<Dispute> disputed = new ArrayList<>();
    SequencedMap<String, List<Pair>> matched = new LinkedHashMap<>();
    if (sync.anchorIn().isPresent()) {
      matched.put(BY_ANCHOR, new ArrayList<>());
    }
    sync.match().forEach(name -> matched.put(name, new ArrayList<>()));
    for (Found found : people) {
      List<Found> rivals =
          account(found).map(it -> claims.getOrDefault(it, List.of())).orElse(List.of());
      switch (found.correlation()) {
        case Correlation.Linked(int account) ->
            (found.wanted() ? linked : unwanted).add(pair(found, account));
        case Correlation.Matched(int account, String by) -> {
          if (rivals.size() > 1) {
            if (rivals.getFirst().equals(found)) {
              disputed.add(dispute(rivals, List.of(account), by));
            }
          } else {
            List<Pair> fit = matched.getOrDefault(rule(by), linked);
            (found.wanted() ? fit : unwanted).add(pair(found, account));
          }
        }
        case Correlation.Unmatched _ -> {
          if (found.wanted()) {
            alone.add(found.person());
          }
        }
        case Correlation.Disputed it ->
            disputed.add(dispute(List.of(found), several(it), it.value()));
      }
    }
    List<Holding> others = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      boolean disputable = disputed.stream().anyMatch(contains(accounts.get(i)));
      if (!claims.containsKey(i) && !disputable) {
        others.add(accounts.get(i));
      }
    }
    others.sort(Comparator.comparing(account -> account.key().value()));
    return new MatchReport(
        linked, matched, alone, others, unwanted, disputed, read, held, Optional.empty());
  }

  private static Predicate<Dispute> contains(Holding account) {
    return dispute -> dispute.accounts().contains(account);
  }

  private static Optional<Integer> account(Found found) {
    return switch (found.correlation()) {
      case Correlation.Linked(int account) -> Optional.of(account);
      case Correlation.Matched(int account, _) -> Optional.of(account);
      case Correlation.Unmatched _, Correlation.Disputed _ -> Optional.empty();
    };
  }

  private Pair pair(Found found, int account) {
    return new Pair(found.person(), accounts.get(account));
  }

  private Dispute dispute(List<Found> who, List<Integer> which, String by) {
    return new Dispute(
        who.stream().map(Found::person).toList(), which.stream().map(accounts::get).toList(), by);
  }

  /// `uid=a, uid=b` is by `uid`; `anchor 4711` is by the anchor.
  private static String rule(String by) {
    int end = by.indexOf('=');
    return end < 0 ? BY_ANCHOR : by.substring(0, end);
  }

  private List<Integer> several(Correlation.Disputed disputed) {
    if (disputed.account() >= 0) {
      return List.of(disputed.account());
    }
    int at = sync.match().indexOf(rule(disputed.value()));
    String value = disputed.value().substring(disputed.value().indexOf('=') + 1);
    return at < 0
        ? List.of()
        : byRule.get(at).getOrDefault(ValueRule.IGNORE_CASE.normal(value), List.of());
  }

  /// Finds accounts among those that were read.
  private final class Index implements Finder {
    @Override
    public int linked(Anchor identity) {
      String account = links.get(identity.value());
      return account == null ? NONE : byAnchor.getOrDefault(account, NONE);
    }

    @Override
    public int holding(Anchor identity) {
      return one(byKeptAnchor.getOrDefault(identity.value(), List.of()));
    }

    @Override
    public int matching(int rule, String value) {
      return one(byRule.get(rule).getOrDefault(ValueRule.IGNORE_CASE.normal(value), List.of()));
    }

    private static int one(List<Integer> found) {
      return switch (found.size()) {
        case 0 -> NONE;
        case 1 -> found.getFirst();
        default -> SEVERAL;
      };
    }

    @Override
    public boolean taken(int account, Anchor identity) {
      String owner = owners.get(accounts.get(account).anchor().value());
      return owner != null && !owner.equals(identity.value());
    }
  }
}
