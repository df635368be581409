// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// Groups inside groups, resolved over what was read: everybody in a group, at any depth, each
/// once. A ring of groups is a finding; everybody in it is in all of its groups. Not for several
/// threads.
public final class Nesting {
  private final EdgeTable edges;
  private final int[] seenGroup;
  private int[] seenMember;
  private int stamp;
  private int[] stack = new int[64];

  /// @param members how many members can be numbered
  public Nesting(EdgeTable edges, int members) {
    this.edges = edges;
    this.seenGroup = new int[edges.groups()];
    this.seenMember = new int[members];
  }

  /// Gives everybody who is in a group, directly or through groups inside it, each once.
  public void everybodyIn(int group, IntConsumer each) {
    stamp++;
    int depth = push(0, group);
    while (depth > 0) {
      int next = stack[--depth];
      visit(next, each);
      for (int inner : edges.groupsIn(next)) {
        if (seenGroup[inner] != stamp) {
          depth = push(depth, inner);
        }
      }
    }
  }

  /// Gives everybody who is in a group directly, each once.
  public void membersOf(int group, IntConsumer each) {
    stamp++;
    visit(group, each);
  }

  private void visit(int group, IntConsumer each) {
    int count = edges.count(group);
    for (int i = 0; i < count; i++) {
      int member = edges.member(group, i);
      if (seenMember[member] != stamp) {
        seenMember[member] = stamp;
        each.accept(member);
      }
    }
  }

  private int push(int depth, int group) {
    seenGroup[group] = stamp;
    if (depth == stack.length) {
      stack = Arrays.copyOf(stack, 2 * depth);
    }
    stack[depth] = group;
    return depth + 1;
  }

  /// The rings of groups that are inside each other; each as the numbers of its groups, sorted.
  public List<int[]> rings() {
    return new Rings().found();
  }

  /// Tarjan's strongly connected components, without recursion.
  private final class Rings {
    private final int[] index = new int[edges.groups()];
    private final int[] low = new int[edges.groups()];
    private final int[] at = new int[edges.groups()];
    private final boolean[] open = new boolean[edges.groups()];
    private final int[] path = new int[edges.groups()];
    private final int[] waiting = new int[edges.groups()];
    private final List<int[]> rings = new ArrayList<>();
    private int counted;
    private int depth;
    private int held;

    List<int[]> found() {
      for (int group = 0; group < edges.groups(); group++) {
        if (index[group] == 0) {
          from(group);
        }
      }
      return rings;
    }

    private void from(int start) {
      enter(start);
      while (depth > 0) {
        int group = path[depth - 1];
        int[] inner = edges.groupsIn(group);
        if (at[group] < inner.length) {
          step(group, inner[at[group]++]);
        } else {
          leave(group);
        }
      }
    }

    private void step(int group, int inner) {
      if (index[inner] == 0) {
        enter(inner);
      } else if (open[inner]) {
        low[group] = Math.min(low[group], index[inner]);
      }
    }

    private void enter(int group) {
      counted++;
      index[group] = counted;
      low[group] = counted;
      open[group] = true;
      path[depth++] = group;
      waiting[held++] = group;
    }

    private void leave(int group) {
      depth--;
      if (depth > 0) {
        int outer = path[depth - 1];
        low[outer] = Math.min(low[outer], low[group]);
      }
      if (low[group] == index[group]) {
        close(group);
      }
    }

    private void close(int group) {
      int from = held;
      do {
        held--;
        open[waiting[held]] = false;
      } while (waiting[held] != group);
      int[] component = Arrays.copyOfRange(waiting, held, from);
      boolean inItself = Arrays.stream(edges.groupsIn(group)).anyMatch(inner -> inner == group);
      if (component.length > 1 || inItself) {
        Arrays.sort(component);
        rings.add(component);
      }
    }
  }
}
