// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.PlanWriter;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.EdgeTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Looks at the groups of intentions whose outcome nobody wrote down: everybody came and went, or
/// not.
record LookingAtMembers(Members people, AccountTable groups, EdgeTable actual) {
  void note(List<Journal.Open> open, PlanWriter plan) {
    for (Journal.Open each : open) {
      if (each.change() instanceof Change.Members members) {
        plan.note(new Note.Settled(each.run(), each.seq(), isMade(members)));
      }
    }
  }

  private boolean isMade(Change.Members change) {
    int group = group(change);
    if (group < 0) {
      return false;
    }
    Set<Integer> held =
        IntStream.range(0, actual.count(group))
            .mapToObj(i -> actual.member(group, i))
            .collect(Collectors.toSet());
    Set<Integer> inside = IntStream.of(actual.groupsIn(group)).boxed().collect(Collectors.toSet());
    return change.added().stream().allMatch(member -> isIn(member, held, inside))
        && change.removed().stream().noneMatch(member -> isIn(member, held, inside));
  }

  private int group(Change.Members change) {
    Optional<Anchor> known = change.subject().account();
    return known.isPresent()
        ? groups.byAnchor(known.get().value())
        : IntStream.range(0, groups.size())
            .filter(number -> groups.key(number).equals(change.subject().key()))
            .findFirst()
            .orElse(-1);
  }

  private boolean isIn(Member member, Set<Integer> held, Set<Integer> inside) {
    return switch (member.sort()) {
      case USER -> held.contains(people.account(member));
      case GROUP ->
          member
              .account()
              .map(anchor -> inside.contains(groups.byAnchor(anchor.value())))
              .orElse(false);
      case ROLE, TEAM -> false;
    };
  }
}
