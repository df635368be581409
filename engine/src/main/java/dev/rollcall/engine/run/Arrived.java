// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Subject;
import java.util.Map;
import java.util.Optional;

/// The anchors in the target of people and groups that were yet to be made when the plan was, by
/// those of the source, as far as the links know them by now.
record Arrived(Map<Anchor, Anchor> people, Map<Anchor, Anchor> groups) {
  /// The anchor of a member; empty as long as it is not made.
  Optional<Anchor> anchor(Member member) {
    Map<Anchor, Anchor> known = member.sort() == Sort.GROUP ? groups : people;
    return member.account().or(() -> member.owner().map(known::get));
  }

  /// The anchor of a group; empty as long as it is not made.
  Optional<Anchor> anchor(Subject group) {
    return group.account().or(() -> group.owner().map(groups::get));
  }
}
