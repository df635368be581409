// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Who is in the groups of a [RecordingTarget], by anchors.
final class RecordedMembers {
  private final Map<String, SortedSet<String>> members = new TreeMap<>();

  private final RecordedAccounts accounts;
  private final RecordedAccounts groups;

  RecordedMembers(RecordedAccounts accounts, RecordedAccounts groups) {
    this.accounts = accounts;
    this.groups = groups;
  }

  Anchor anchor(AccountKey key) {
    return accounts.anchor(key).or(() -> groups.anchor(key)).orElseThrow();
  }

  List<String> groupLines() {
    return groups.read(new AccountRequest(List.of(), Optional.empty())).stream()
        .map(group -> line(group.key().value(), group.anchor()))
        .sorted()
        .toList();
  }

  List<String> grantLines() {
    return held().stream()
        .filter(anchor -> anchor.contains("@"))
        .map(anchor -> line(anchor, new Anchor(anchor)))
        .toList();
  }

  private String line(String name, Anchor holder) {
    return name
        + ": "
        + of(holder).stream()
            .flatMap(anchor -> accounts.key(anchor).or(() -> groups.key(anchor)).stream())
            .map(AccountKey::value)
            .sorted()
            .collect(Collectors.joining(" "));
  }

  CompleteRead read(Set<Grant> wanted, BiConsumer<Grant, String> each) {
    long count = 0;
    for (Grant grant : wanted) {
      for (String anchor : of(grant.anchor())) {
        each.accept(grant, anchor);
        count++;
      }
    }
    return new CompleteRead(count, 1, "the end of a map", Optional.empty());
  }

  synchronized void put(Anchor group, Anchor member) {
    in(group.value()).add(member.value());
  }

  synchronized void take(Anchor group, Anchor member) {
    in(group.value()).remove(member.value());
  }

  synchronized List<String> of(Anchor group) {
    return List.copyOf(in(group.value()));
  }

  /// The anchors of what has members.
  private synchronized List<String> held() {
    return members.entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized Outcome make(Change.Members change) {
    Set<String> there = new HashSet<>(accounts.anchors());
    there.addAll(groups.anchors());
    if (change.subject().sort() != Sort.GROUP) {
      there.add(change.subject().account().orElseThrow().value());
    }
    String group = change.subject().account().orElseThrow().value();
    if (!there.contains(group)) {
      return new Outcome.Stale(problem(change.subject().key() + " is gone"));
    }
    Set<String> held = in(group);
    Set<String> before = Set.copyOf(held);
    List<String> strangers = new ArrayList<>();
    for (Member member : change.added()) {
      String anchor = member.account().orElseThrow().value();
      if (there.contains(anchor)) {
        held.add(anchor);
      } else {
        strangers.add(member.key().value());
      }
    }
    change.removed().forEach(member -> held.remove(member.account().orElseThrow().value()));
    if (!strangers.isEmpty()) {
      return new Outcome.Refused(problem(String.join(", ", strangers) + " is nobody"));
    }
    return held.equals(before)
        ? new Outcome.AlreadyDone(Optional.empty())
        : new Outcome.Applied(Optional.empty());
  }

  private SortedSet<String> in(String group) {
    return members.computeIfAbsent(group, _ -> new TreeSet<>());
  }

  private static Problem problem(String what) {
    return new Problem("STALE", Blame.DATA, what, "it was so when the plan was made", "plan again");
  }
}
