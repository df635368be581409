// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.engine.journal.Holdings;
import dev.rollcall.engine.journal.PlanWriter;
import dev.rollcall.engine.snapshot.EdgeTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import dev.rollcall.engine.snapshot.Nesting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Compares who is in each group of the target with who should be, and puts what has to come and go
/// into the plan. Only people whom the source knows come and go; whoever else is in a group stays,
/// unless the sync is exclusive.
final class Memberships {
  /// How many members one change has; large groups take several.
  static final int PART = 500;

  private final Sync sync;
  private final Groups how;
  private final Members people;
  private final Members groups;
  private final EdgeTable wanted;
  private final EdgeTable actual;
  private final Nesting nesting;
  private final PlanWriter plan;
  private final int[] wantedIn;
  private final int[] presentIn;
  private int stamp;
  private long managed;
  private long added;
  private long removed;

  Memberships(
      Sync sync, Members people, Members groups, GroupReading.Groups read, PlanWriter plan) {
    this.sync = sync;
    this.how = sync.groups().orElseThrow();
    this.people = people;
    this.groups = groups;
    this.wanted = read.wanted();
    this.actual = read.actual();
    this.nesting = new Nesting(wanted, people.rows());
    this.plan = plan;
    this.wantedIn = new int[people.rows()];
    this.presentIn = new int[people.rows()];
  }

  void build() {
    IdentityTable table = groups.identities();
    nesting.rings().forEach(ring -> plan.problem(RowProblems.ring(sync, table, ring)));
    for (int group = 0; group < groups.rows(); group++) {
      boolean there = groups.accountOf(group) >= 0;
      if (groups.canHold(group) && !(there && groups.isSettled(groups.accountOf(group)))) {
        compare(group);
      }
    }
  }

  /// Gives the rows of everybody in a group, at any depth.
  void everybodyIn(int group, IntConsumer each) {
    nesting.everybodyIn(group, each);
  }

  Holdings holdings(GroupReading.Groups read, Granting granting) {
    return new Holdings(
        read.tables().identities().size(),
        read.tables().accounts().size(),
        managed + granting.managed(),
        added + granting.added(),
        removed + granting.removed(),
        wanted.outside(),
        granting.administrators());
  }

  private void compare(int group) {
    stamp++;
    wantedIn(group, row -> wantedIn[row] = stamp);
    int account = groups.accountOf(group);
    List<Member> out = new ArrayList<>();
    if (account >= 0) {
      for (int i = 0; i < actual.count(account); i++) {
        present(actual.member(account, i), out);
      }
    }
    List<Member> in = new ArrayList<>();
    wantedIn(group, row -> absent(row, in));
    if (how.depth() == Groups.Depth.TREE) {
      inner(group, account, in, out);
    }
    in.sort(Member.ORDER);
    out.sort(Member.ORDER);
    put(group, account < 0 ? 0 : actual.total(account), in, out);
  }

  /// Gives the rows of who should be in a group.
  private void wantedIn(int group, IntConsumer each) {
    if (how.depth() == Groups.Depth.NESTED) {
      nesting.everybodyIn(group, each);
    } else {
      nesting.membersOf(group, each);
    }
  }

  private void present(int account, List<Member> out) {
    int row = people.rowOf(account);
    if (row >= 0) {
      presentIn[row] = stamp;
    }
    boolean ours = row >= 0 || row == Ownership.VANISHED;
    if ((ours || how.exclusive()) && !people.isSettled(account)) {
      managed++;
      if (row < 0 || wantedIn[row] != stamp) {
        out.add(people.ofAccount(account));
      }
    }
  }

  private void absent(int row, List<Member> in) {
    if (presentIn[row] != stamp && people.canHold(row)) {
      in.add(people.ofRow(row));
    }
  }

  /// The groups that should be inside the group, and those that are.
  private void inner(int group, int account, List<Member> in, List<Member> out) {
    List<Integer> here = new ArrayList<>();
    for (int each : account < 0 ? new int[0] : actual.groupsIn(account)) {
      int row = groups.rowOf(each);
      here.add(row);
      boolean stays = row >= 0 && contains(wanted.groupsIn(group), row);
      if (row >= 0 && !groups.isSettled(each)) {
        managed++;
        if (!stays) {
          out.add(groups.ofAccount(each));
        }
      }
    }
    for (int row : wanted.groupsIn(group)) {
      if (!here.contains(row) && row != group && groups.canHold(row)) {
        in.add(groups.ofRow(row));
      }
    }
  }

  private static boolean contains(int[] numbers, int number) {
    for (int each : numbers) {
      if (each == number) {
        return true;
      }
    }
    return false;
  }

  private void put(int group, long before, List<Member> in, List<Member> out) {
    if (in.isEmpty() && out.isEmpty()) {
      return;
    }
    added += in.size();
    removed += out.size();
    Member it = groups.ofRow(group);
    Subject subject = new Subject(Sort.GROUP, it.key(), it.account(), it.owner(), it.key().value());
    Reason reason =
        new Reason(Reason.Why.MOVER, "members of %s in %s".formatted(origin(group), sync.from()));
    long count = before;
    int part = 0;
    for (int from = 0; from < in.size() || from < out.size(); from += PART) {
      Change.Members change =
          new Change.Members(subject, part(in, from), part(out, from), count, reason);
      count = change.after();
      plan.add(Waves.members(change, part++), change);
    }
  }

  private String origin(int group) {
    return groups.identities().origin(group);
  }

  static List<Member> part(List<Member> members, int from) {
    return from >= members.size()
        ? List.of()
        : members.subList(from, Math.min(members.size(), from + PART));
  }

  /// The row of a group by its name, whatever its letter case; empty where there is none, or more
  /// than one.
  Optional<Integer> named(String name) {
    int row = groups.identities().byName(name);
    return row < 0 ? Optional.empty() : Optional.of(row);
  }
}
