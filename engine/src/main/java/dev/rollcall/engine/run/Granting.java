// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.RoleTarget;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Grants;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.PlanWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Compares who holds which role, and who is in which team, with who should by the rules, and puts
/// what has to be given and taken into the plan. What Rollcall did not give it does not take,
/// unless a rule is exclusive.
final class Granting {
  private final Sync sync;
  private final Members people;
  private final Members groups;
  private final Memberships memberships;
  private final Map<Grant, Set<String>> ours;
  private final PlanWriter plan;
  private final Map<Grant, BitSet> actual = new HashMap<>();
  private final Map<Grant, BitSet> actualGroups = new HashMap<>();
  private final Set<Grant> unsure = new HashSet<>();
  private final Map<String, Integer> parts = new TreeMap<>();
  private List<Role> roles = List.of();
  private Grants.Names names = new Grants.Names(Map.of(), Map.of());
  private long managed;
  private long added;
  private long removed;
  private long administrators;

  /// @param ours what Rollcall gave whom, by the accounts' anchors
  Granting(
      Sync sync,
      Members people,
      Members groups,
      Memberships memberships,
      Map<Grant, Set<String>> ours,
      PlanWriter plan) {
    this.sync = sync;
    this.people = people;
    this.groups = groups;
    this.memberships = memberships;
    this.ours = ours;
    this.plan = plan;
  }

  void build(RoleTarget target, List<Journal.Open> open) throws ReadFailed {
    roles = target.roles();
    List<Project> projects = target.projects();
    names = Grants.Names.of(roles, projects);
    Grants grants = Grants.of(sync.to(), sync.groups().orElseThrow().roles(), roles, projects);
    List<Problem> wrong =
        grants.problems().stream()
            .filter(problem -> problem.blame() == Blame.CONFIGURATION)
            .toList();
    if (!wrong.isEmpty()) {
      throw new Halt(wrong);
    }
    grants.problems().forEach(plan::problem);
    Set<Grant> all = new HashSet<>(grants.wanted().keySet());
    all.addAll(ours.keySet());
    target.readGrants(all, this::holds);
    open.forEach(this::look);
    all.stream()
        .sorted(Comparator.comparing(Grant::sort).thenComparing(Grant::anchor))
        .forEach(
            grant -> compare(grant, grants.wanted().getOrDefault(grant, Grants.Wanted.NOBODY)));
  }

  long managed() {
    return managed;
  }

  long added() {
    return added;
  }

  long removed() {
    return removed;
  }

  /// How many come to hold a role that may change everything.
  long administrators() {
    return administrators;
  }

  private void holds(Grant grant, String reference) {
    int account = people.byReference(reference);
    BitSet holders = actual.computeIfAbsent(grant, _ -> new BitSet());
    if (account >= 0) {
      holders.set(account);
      return;
    }
    int group = groups.byReference(reference);
    if (group >= 0) {
      actualGroups.computeIfAbsent(grant, _ -> new BitSet()).set(group);
    }
  }

  private void compare(Grant grant, Grants.Wanted wanted) {
    List<Member> in = new ArrayList<>();
    List<Member> out = new ArrayList<>();
    BitSet persons = new BitSet();
    for (int group : rows(grant, wanted.people())) {
      memberships.everybodyIn(group, persons::set);
    }
    BitSet holders = actual.getOrDefault(grant, new BitSet());
    compare(grant, new Side(people, holders, persons, wanted.people().exclusive()), in, out);
    BitSet teams = new BitSet();
    rows(grant, wanted.groups()).forEach(teams::set);
    BitSet held = actualGroups.getOrDefault(grant, new BitSet());
    compare(grant, new Side(groups, held, teams, wanted.groups().exclusive()), in, out);
    if (unsure.contains(grant)) {
      out.clear();
    }
    put(grant, holders.cardinality() + held.cardinality(), in, out);
  }

  /// The people, or the groups, of a grant.
  ///
  /// @param holders the accounts that hold it
  /// @param wanted the rows that should
  private record Side(Members members, BitSet holders, BitSet wanted, boolean exclusive) {}

  private void compare(Grant grant, Side side, List<Member> in, List<Member> out) {
    Members members = side.members();
    Set<String> given = ours.getOrDefault(grant, Set.of());
    BitSet missing = (BitSet) side.wanted().clone();
    side.holders().stream()
        .forEach(account -> {
          int row = members.rowOf(account);
          boolean stays = row >= 0 && side.wanted().get(row);
          if (stays) {
            missing.clear(row);
          }
          boolean mine = side.exclusive() || given.contains(members.accountAnchor(account));
          if (mine && !members.isSettled(account)) {
            managed++;
            if (!stays) {
              out.add(members.ofAccount(account));
            }
          }
        });
    missing.stream().filter(members::canHold).forEach(row -> in.add(members.ofRow(row)));
  }

  /// The rows of the groups of these names.
  private List<Integer> rows(Grant grant, Grants.Holders wanted) {
    List<Integer> rows = new ArrayList<>();
    for (String name : wanted.names()) {
      memberships
          .named(name)
          .ifPresentOrElse(
              rows::add,
              () -> {
                plan.problem(noGroup(grant, name));
                unsure.add(grant);
              });
    }
    return rows;
  }

  private void put(Grant grant, long before, List<Member> in, List<Member> out) {
    boolean administers = administers(grant);
    if (administers && !out.isEmpty() && before + in.size() - out.size() <= 0) {
      plan.problem(lastAdministrator(grant));
      out.clear();
    }
    added += in.size();
    removed += out.size();
    administrators += administers ? in.size() : 0;
    in.sort(Member.ORDER);
    out.sort(Member.ORDER);
    for (int from = 0; from < in.size(); from += Memberships.PART) {
      add(grant, Memberships.part(in, from), List.of(), before + from);
    }
    for (int from = 0; from < out.size(); from += Memberships.PART) {
      add(grant, List.of(), Memberships.part(out, from), before + in.size() - from);
    }
  }

  private void add(Grant grant, List<Member> in, List<Member> out, long before) {
    Subject subject =
        new Subject(
            grant.sort(),
            names.name(grant),
            Optional.of(grant.anchor()),
            Optional.empty(),
            administers(grant) ? "may change everything" : "");
    Reason reason = new Reason(Reason.Why.MOVER, "rules of " + sync.name());
    Change.Members change = new Change.Members(subject, in, out, before, reason);
    // Grants of one role share a record in the target: they are taken one after the other.
    int part = in.isEmpty() ? parts.merge(grant.role(), 1, Integer::sum) : 0;
    plan.add(Waves.members(change, part), change);
  }

  private boolean administers(Grant grant) {
    return grant.sort() == Sort.ROLE
        && roles.stream().anyMatch(role -> role.id().equals(grant.role()) && role.administers());
  }

  /// Whether an intention of which nobody wrote the outcome down was made.
  private void look(Journal.Open each) {
    Change.Members change = (Change.Members) each.change();
    Grant grant = Grant.of(change.subject().sort(), change.subject().account().orElseThrow());
    boolean made =
        change.added().stream().allMatch(member -> holds(member, grant))
            && change.removed().stream().noneMatch(member -> holds(member, grant));
    plan.note(new Note.Settled(each.run(), each.seq(), made));
  }

  private boolean holds(Member member, Grant grant) {
    boolean group = member.sort() == Sort.GROUP;
    int account = (group ? groups : people).account(member);
    BitSet holders = (group ? actualGroups : actual).getOrDefault(grant, new BitSet());
    return account >= 0 && holders.get(account);
  }

  private Problem noGroup(Grant grant, String name) {
    return new Problem(
        "DATA-GROUP-UNKNOWN",
        Blame.DATA,
        "'%s' has no group '%s', whose people shall have: %s"
            .formatted(sync.from(), name, names.name(grant)),
        "no group that was read gets that name in '%s'; whoever has it keeps it"
            .formatted(sync.to()),
        "correct the name under 'roles', or the filter of the groups");
  }

  private Problem lastAdministrator(Grant grant) {
    return new Problem(
        "GUARD-LAST-ADMINISTRATOR",
        Blame.GUARD,
        "nobody would hold %s any more; it is left as it is".formatted(names.name(grant)),
        "without an administrator nobody could put it right",
        "put somebody else into the group first");
  }
}
