// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who is in the groups of a [RecordingTarget], by anchors.
final class RecordedMembers {
  private final Map<String, SortedSet<String>> members = new TreeMap<>();

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
  synchronized List<String> held() {
    return members.entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized Outcome make(Change.Members change, Set<String> there) {
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
        ? new Outcome.AlreadyDone(java.util.Optional.empty())
        : new Outcome.Applied(java.util.Optional.empty());
  }

  private SortedSet<String> in(String group) {
    return members.computeIfAbsent(group, _ -> new TreeSet<>());
  }

  private static Problem problem(String what) {
    return new Problem("STALE", Blame.DATA, what, "it was so when the plan was made", "plan again");
  }
}
