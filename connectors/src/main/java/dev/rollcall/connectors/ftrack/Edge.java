// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import java.util.ArrayList;
import java.util.List;

/// One member that comes into an entitlement, or goes out of it.
///
/// @param change the place of the change that it belongs to
/// @param holder the anchor of the group, the role or the team
record Edge(int change, String holder, Member member, Way way) {
  /// In, or out.
  enum Way {
    IN,
    OUT
  }

  /// All of these changes, in their order.
  static List<Edge> of(List<Change> changes) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i) instanceof Change.Members members) {
        add(i, members, edges);
      }
    }
    return edges;
  }

  private static void add(int index, Change.Members change, List<Edge> edges) {
    String holder = change.subject().account().map(Anchor::value).orElse("");
    change.added().forEach(member -> edges.add(new Edge(index, holder, member, Way.IN)));
    change.removed().forEach(member -> edges.add(new Edge(index, holder, member, Way.OUT)));
  }

  /// The id of the user, or of the group.
  String id() {
    return member.account().map(Anchor::value).orElse("");
  }

  boolean comesIn() {
    return way == Way.IN;
  }

  boolean isGroup() {
    return member.sort() == Sort.GROUP;
  }
}
