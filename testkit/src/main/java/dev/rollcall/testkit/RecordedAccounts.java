// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The accounts of a [RecordingTarget] and what changes do to them.
final class RecordedAccounts {
  private final RecordingModel model;
  private final SortedMap<String, Stored> byAnchor = new TreeMap<>();
  private int anchors;

  private record Stored(
      AccountKey key, boolean enabled, SortedMap<String, List<String>> attributes) {}

  RecordedAccounts(RecordingModel model) {
    this.model = model;
  }

  RecordingModel model() {
    return model;
  }

  synchronized Anchor put(Map<String, List<String>> attributes) {
    SortedMap<String, List<String>> held = new TreeMap<>(attributes);
    AccountKey key = model.key(new Attributes(held), Optional.empty()).orElseThrow();
    Anchor anchor =
        new Anchor("%s-%05d".formatted(model.sort() == Sort.USER ? "account" : "group", ++anchors));
    byAnchor.put(anchor.value(), new Stored(key, true, held));
    return anchor;
  }

  synchronized void meddle(AccountKey account, String attribute, List<String> values) {
    String anchor = anchorOf(account).orElseThrow();
    Stored stored = stored(anchor);
    SortedMap<String, List<String>> held = new TreeMap<>(stored.attributes);
    held.put(attribute, values);
    byAnchor.put(anchor, new Stored(stored.key, stored.enabled, held));
  }

  synchronized void enabled(AccountKey account, boolean enabled) {
    String anchor = anchorOf(account).orElseThrow();
    byAnchor.put(anchor, new Stored(account, enabled, stored(anchor).attributes));
  }

  synchronized void remove(AccountKey account) {
    byAnchor.remove(anchorOf(account).orElseThrow());
  }

  synchronized Attributes attributes(AccountKey key) {
    return anchorOf(key)
        .map(anchor -> new Attributes(stored(anchor).attributes))
        .orElseGet(() -> new Attributes(new TreeMap<>()));
  }

  synchronized boolean isOpen(AccountKey key) {
    return anchorOf(key).map(anchor -> stored(anchor).enabled).orElse(false);
  }

  synchronized List<String> lines() {
    return byAnchor.values().stream().map(RecordedAccounts::text).sorted().toList();
  }

  synchronized List<String> linesWithAnchors() {
    return byAnchor.keySet().stream().flatMap(anchor -> line(anchor).stream()).toList();
  }

  synchronized Optional<String> line(String anchor) {
    return Optional.ofNullable(byAnchor.get(anchor)).map(stored -> anchor + " " + text(stored));
  }

  private static String text(Stored stored) {
    StringBuilder text = new StringBuilder(stored.key.value());
    new Attributes(stored.attributes)
        .all()
        .forEach((name, values) -> text.append(' ').append(name).append('=').append(values));
    return text.append(stored.enabled ? "" : " (closed)").toString();
  }

  synchronized List<Account> read(AccountRequest request) {
    return byAnchor.entrySet().stream()
        .filter(each -> asked(request, each.getKey(), each.getValue()))
        .map(each -> account(request.attributes(), each.getKey(), each.getValue()))
        .toList();
  }

  private static Account account(List<String> names, String anchor, Stored stored) {
    List<List<String>> values =
        names.stream().map(name -> stored.attributes.getOrDefault(name, List.of())).toList();
    return new Account(stored.key, new Anchor(anchor), stored.enabled, values);
  }

  private static boolean asked(AccountRequest request, String anchor, Stored stored) {
    return request.only().stream()
            .flatMap(Collection::stream)
            .anyMatch(lookup -> finds(lookup, anchor, stored))
        || request.only().isEmpty();
  }

  private static boolean finds(Lookup lookup, String anchor, Stored stored) {
    return switch (lookup) {
      case Lookup.ByAnchor(String value) -> value.equals(anchor);
      case Lookup.ByAttribute(String name, String value) ->
          ValueRule.IGNORE_CASE
              .normal(stored.attributes.getOrDefault(name, List.of()))
              .contains(ValueRule.IGNORE_CASE.normal(value));
    };
  }

  synchronized Outcome make(Change change) {
    return switch (change) {
      case Change.Create create -> create(create);
      case Change.Rename rename -> edit(rename.subject(), rename.to(), true, rename.edits());
      case Change.Update update ->
          edit(update.subject(), update.subject().key(), true, update.edits());
      case Change.Enable enable -> edit(enable.subject(), enable.to(), false, enable.edits());
      case Change.Disable disable -> disable(disable.subject());
      case Change.Delete delete -> delete(delete.subject());
      case Change.Members members -> throw new IllegalArgumentException("no groups: " + members);
    };
  }

  private Outcome create(Change.Create create) {
    List<Problem> flaws = model.flawsInNew(create.attributes());
    if (!flaws.isEmpty()) {
      return new Outcome.Refused(flaws.getFirst());
    }
    Optional<String> there = holding(create.subject().key());
    if (there.isPresent()) {
      Attributes held = new Attributes(stored(there.get()).attributes);
      return held.equals(create.attributes())
          ? new Outcome.AlreadyDone(there.map(Anchor::new))
          : refused(create.subject().key() + " is somebody else's");
    }
    return new Outcome.Applied(Optional.of(put(create.attributes().all())));
  }

  private Outcome edit(Subject subject, AccountKey to, boolean asOpenAsItIs, List<Edit> edits) {
    String anchor = subject.account().orElseThrow().value();
    Stored before = byAnchor.get(anchor);
    if (before == null) {
      return stale(subject.key() + " is gone");
    }
    Stored after = after(before, to, asOpenAsItIs, edits);
    if (after.equals(before)) {
      return new Outcome.AlreadyDone(Optional.empty());
    }
    for (Edit edit : edits) {
      List<String> held = before.attributes.getOrDefault(edit.attribute(), List.of());
      if (!held.stream().sorted().toList().equals(edit.before().stream().sorted().toList())) {
        return stale(edit.attribute() + " of " + subject.key() + " is " + held);
      }
    }
    if (holding(to).filter(other -> !other.equals(anchor)).isPresent()) {
      return refused(to + " is somebody else's");
    }
    byAnchor.put(anchor, after);
    return new Outcome.Applied(Optional.empty());
  }

  private static Stored after(
      Stored before, AccountKey to, boolean asOpenAsItIs, List<Edit> edits) {
    SortedMap<String, List<String>> held = new TreeMap<>(before.attributes);
    edits.forEach(edit -> held.put(edit.attribute(), edit.after()));
    held.values().removeIf(List::isEmpty);
    return new Stored(to, !asOpenAsItIs || before.enabled, held);
  }

  private Outcome disable(Subject subject) {
    String anchor = subject.account().orElseThrow().value();
    Stored before = byAnchor.get(anchor);
    if (before == null) {
      return stale(subject.key() + " is gone");
    }
    if (!before.enabled) {
      return new Outcome.AlreadyDone(Optional.empty());
    }
    byAnchor.put(anchor, new Stored(before.key, false, before.attributes));
    return new Outcome.Applied(Optional.empty());
  }

  private Outcome delete(Subject subject) {
    return byAnchor.remove(subject.account().orElseThrow().value()) == null
        ? new Outcome.AlreadyDone(Optional.empty())
        : new Outcome.Applied(Optional.empty());
  }

  /// Names are found whatever their letter case, as in a directory.
  private Optional<String> holding(AccountKey key) {
    return byAnchor.entrySet().stream()
        .filter(each -> each.getValue().key.value().equalsIgnoreCase(key.value()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// The anchor of an account of that name.
  synchronized Optional<Anchor> anchor(AccountKey key) {
    return anchorOf(key).map(Anchor::new);
  }

  synchronized Set<String> anchors() {
    return Set.copyOf(byAnchor.keySet());
  }

  synchronized Optional<AccountKey> key(String anchor) {
    return Optional.ofNullable(byAnchor.get(anchor)).map(Stored::key);
  }

  private Optional<String> anchorOf(AccountKey key) {
    return byAnchor.entrySet().stream()
        .filter(each -> each.getValue().key.equals(key))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Stored stored(String anchor) {
    Stored stored = byAnchor.get(anchor);
    if (stored == null) {
      throw new IllegalArgumentException("no account " + anchor);
    }
    return stored;
  }

  private static Outcome refused(String what) {
    return new Outcome.Refused(problem("REFUSED", what));
  }

  private static Outcome stale(String what) {
    return new Outcome.Stale(problem("STALE", what));
  }

  private static Problem problem(String code, String what) {
    return new Problem(
        code, Blame.DATA, what, "it was not so when the plan was made", "plan again");
  }
}
