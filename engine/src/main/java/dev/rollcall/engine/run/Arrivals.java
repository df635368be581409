// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.engine.journal.Links;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Looks up in the links who was made since the plan was. Most are asked for several times, and
/// some tens of thousands are remembered. For one run.
final class Arrivals {
  private static final int REMEMBERED = 1 << 16;

  private final Links people;
  private final Links groups;
  private final Map<Anchor, Anchor> knownPeople = new HashMap<>();
  private final Map<Anchor, Anchor> knownGroups = new HashMap<>();

  Arrivals(Links people, Links groups) {
    this.people = people;
    this.groups = groups;
  }

  /// Looks up what is not known yet of these groups and members.
  ///
  /// @return good until the next question
  Arrived of(Collection<Subject> subjects, Collection<Member> members) {
    Set<Anchor> newPeople = new HashSet<>();
    Set<Anchor> newGroups = new HashSet<>();
    for (Subject subject : subjects) {
      if (subject.account().isEmpty()) {
        subject.owner().ifPresent(newGroups::add);
      }
    }
    for (Member member : members) {
      if (member.account().isEmpty()) {
        member.owner().ifPresent((member.sort() == Sort.GROUP ? newGroups : newPeople)::add);
      }
    }
    return new Arrived(
        found(people, knownPeople, newPeople), found(groups, knownGroups, newGroups));
  }

  private static Map<Anchor, Anchor> found(
      Links links, Map<Anchor, Anchor> known, Set<Anchor> asked) {
    if (known.size() + asked.size() > REMEMBERED) {
      known.clear();
    }
    known.putAll(links.accounts(asked.stream().filter(each -> !known.containsKey(each)).toList()));
    return known;
  }
}
