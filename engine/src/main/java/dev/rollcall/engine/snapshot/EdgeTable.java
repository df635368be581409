// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import dev.rollcall.core.correlation.Finder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/// Who is in which group, as pairs of numbers: four bytes a membership. Groups are numbered in the
/// order of reading, like the rows of the table that is filled beside it. Filled by one thread,
/// then used by one.
public final class EdgeTable {
  /// How many members that nobody knows are named.
  public static final int NAMED = 1000;

  private final List<Unknown> unknown = new ArrayList<>();
  private int[] starts = new int[256];
  private int[] members = new int[1024];
  private int[] totals = new int[256];
  private int[][] inside = new int[256][];
  private int groups;
  private int size;
  private long outside;

  /// A reference of a group to somebody who was not found.
  private record Unknown(int group, String reference) {}

  /// Takes the direct members of the next group.
  ///
  /// @param member the number of whom a reference names, negative where nobody is found
  public void add(List<String> references, ToIntFunction<String> member) {
    room(references.size());
    starts[groups] = size;
    totals[groups] = references.size();
    for (String reference : references) {
      int number = member.applyAsInt(reference);
      if (number >= 0) {
        members[size++] = number;
      } else {
        unknown.add(new Unknown(groups, reference));
      }
    }
    Arrays.sort(members, starts[groups], size);
    groups++;
    starts[groups] = size;
  }

  /// Ends the reading: whom nobody found may be a group.
  ///
  /// @param group the number of the group that a reference names, negative where there is none
  public void seal(ToIntFunction<String> group) {
    List<Unknown> strangers = new ArrayList<>();
    for (Unknown each : unknown) {
      int number = group.applyAsInt(each.reference);
      if (number >= 0) {
        int[] held = groupsIn(each.group);
        inside[each.group] = Arrays.copyOf(held, held.length + 1);
        inside[each.group][held.length] = number;
      } else {
        outside++;
        if (strangers.size() < NAMED) {
          strangers.add(each);
        }
      }
    }
    unknown.clear();
    unknown.addAll(strangers);
  }

  public int groups() {
    return groups;
  }

  /// How many members that are no groups a group has; they are [#member(int, int)] 0 and following,
  /// sorted, and may repeat.
  public int count(int group) {
    return starts[group + 1] - starts[group];
  }

  public int member(int group, int index) {
    return members[starts[group] + index];
  }

  /// The groups directly inside a group.
  public int[] groupsIn(int group) {
    int[] held = inside[group];
    return held == null ? new int[0] : held;
  }

  /// How many members a group has, whoever they are.
  public int total(int group) {
    return totals[group];
  }

  /// How many memberships there are of which nobody knows whose they are.
  public long outside() {
    return outside;
  }

  /// The first members that nobody knows, each as `reference in` the number of its group.
  public List<String> strangers(java.util.function.IntFunction<String> name) {
    return unknown.stream().map(each -> each.reference + " in " + name.apply(each.group)).toList();
  }

  private void room(int more) {
    if (groups + 1 >= starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length);
      totals = Arrays.copyOf(totals, starts.length);
      inside = Arrays.copyOf(inside, starts.length);
    }
    if (size + more > members.length) {
      members =
          Arrays.copyOf(members, Math.max(size + more, members.length + (members.length >> 1)));
    }
  }

  /// What [#add(List, ToIntFunction)] takes for somebody who is not one person.
  public static int one(int found) {
    return found == Finder.SEVERAL ? Finder.NONE : found;
  }
}
