// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/// Gives members, and groups, that were yet to be created when the plan was made the anchors that
/// they have got meanwhile. Who has none was not created: he is left out, and the change is not
/// whole.
final class Resolving {
  private static final int NAMED = 3;

  private final Arrivals arrivals;

  Resolving(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  /// Whether any of the changes names members.
  static boolean concerns(List<Change> changes) {
    return changes.stream().anyMatch(Change.Members.class::isInstance);
  }

  /// What can be sent of these changes, now that everything before them is done.
  Resolved resolved(List<Change> changes) {
    List<Change.Members> all = changes.stream().map(Change.Members.class::cast).toList();
    Arrived arrived =
        arrivals.of(
            all.stream().map(Change.Members::subject).toList(),
            all.stream().flatMap(change -> change.added().stream()).toList());
    Resolved resolved = new Resolved();
    all.forEach(change -> resolved.take(change, resolved(change, arrived)));
    return resolved;
  }

  /// Changes of which each is sent, or not, and lacks somebody, or not.
  static final class Resolved {
    private final List<Change> whole = new ArrayList<>();
    private final List<Optional<Integer>> sent = new ArrayList<>();
    private final List<Optional<Problem>> lacking = new ArrayList<>();

    private void take(Change.Members change, Change.Members resolved) {
      int missing = change.added().size() - resolved.added().size();
      boolean there = resolved.subject().account().isPresent();
      boolean something = !resolved.added().isEmpty() || !resolved.removed().isEmpty();
      if (there) {
        lacking.add(missing > 0 ? Optional.of(missing(change, resolved)) : Optional.empty());
      } else {
        lacking.add(Optional.of(noGroup(change)));
      }
      if (there && something) {
        sent.add(Optional.of(whole.size()));
        whole.add(resolved);
      } else {
        sent.add(Optional.empty());
      }
    }

    /// Sends them, and answers for each in its place.
    Callable<List<Outcome>> by(Target target) {
      return () -> {
        List<Outcome> told = whole.isEmpty() ? List.of() : target.apply(whole);
        List<Outcome> all = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
          all.add(outcome(sent.get(i).map(told::get), lacking.get(i)));
        }
        return all;
      };
    }
  }

  private static Outcome outcome(Optional<Outcome> told, Optional<Problem> lack) {
    if (told.isEmpty()) {
      return new Outcome.Refused(lack.orElseThrow());
    }
    boolean done =
        told.get() instanceof Outcome.Applied || told.get() instanceof Outcome.AlreadyDone;
    return done && lack.isPresent() ? new Outcome.Refused(lack.get()) : told.get();
  }

  private static Change.Members resolved(Change.Members change, Arrived arrived) {
    Subject subject = change.subject();
    return new Change.Members(
        new Subject(
            subject.sort(),
            subject.key(),
            arrived.anchor(subject),
            subject.owner(),
            subject.label()),
        change.added().stream()
            .map(member -> resolved(member, arrived))
            .filter(member -> member.account().isPresent())
            .toList(),
        change.removed(),
        change.before(),
        change.reason());
  }

  private static Member resolved(Member member, Arrived arrived) {
    return new Member(member.sort(), member.key(), arrived.anchor(member), member.owner());
  }

  private static Problem missing(Change.Members change, Change.Members resolved) {
    Set<Optional<Anchor>> owners = new HashSet<>();
    resolved.added().forEach(member -> owners.add(member.owner()));
    List<String> names =
        change.added().stream()
            .filter(member -> !owners.contains(member.owner()))
            .map(member -> member.key().value())
            .toList();
    return new Problem(
        "RUN-MEMBER-MISSING",
        Blame.DATA,
        "%s did not come into %s"
            .formatted(
                String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                    + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : ""),
                change.subject().key()),
        "what should come in was not created before",
        "see why in the problems above; the next run lets them in once they are there");
  }

  private static Problem noGroup(Change.Members change) {
    return new Problem(
        "RUN-GROUP-MISSING",
        Blame.DATA,
        "nobody came into %s: it is not there".formatted(change.subject().key()),
        "the group was not created before",
        "see why in the problems above; the next run goes on once it is there");
  }
}
