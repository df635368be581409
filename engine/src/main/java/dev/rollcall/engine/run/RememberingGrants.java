// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.engine.journal.Granted;
import java.util.List;
import java.util.Optional;

/// Keeps what Rollcall gave whom, so that it can be taken again.
record RememberingGrants(Granted granted, Arrivals arrivals) {
  /// These were given, or some of them.
  void given(Change.Members change) {
    if (isGrant(change)) {
      granted.remember(grant(change), anchors(change.added()));
    }
  }

  void taken(Change.Members change) {
    if (isGrant(change)) {
      granted.forget(grant(change), anchors(change.removed()));
    }
  }

  private static boolean isGrant(Change.Members change) {
    return change.subject().sort() == Sort.ROLE || change.subject().sort() == Sort.TEAM;
  }

  private static Grant grant(Change.Members change) {
    return Grant.of(change.subject().sort(), change.subject().account().orElseThrow());
  }

  private List<Anchor> anchors(List<Member> members) {
    Arrived arrived = arrivals.of(List.of(), members);
    return members.stream().map(arrived::anchor).flatMap(Optional::stream).toList();
  }
}
