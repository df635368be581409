// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.GroupTarget;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.RoleTarget;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.guard.Guard;
import dev.rollcall.core.guard.Limit;
import dev.rollcall.core.guard.Verdict;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Granted;
import dev.rollcall.engine.journal.Holdings;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.LinksAhead;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.PlanSummary;
import dev.rollcall.engine.journal.PlanWriter;
import dev.rollcall.engine.journal.Runs;
import dev.rollcall.engine.journal.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads both sides and makes the plan. Writes nothing but the plan's file.
public final class Planning {
  private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

  private final State state;
  private final Workspace workspace;
  private final InstantSource clock;
  private final Progress progress;

  public Planning(State state, Workspace workspace, InstantSource clock, Progress progress) {
    this.state = state;
    this.workspace = workspace;
    this.clock = clock;
    this.progress = progress;
  }

  /// How much of the source is looked at.
  public enum Scope {
    /// Everything: the only way to find people who vanished.
    WHOLE,
    /// What changed since the stored cursor; everything when there is none.
    CHANGES
  }

  /// A plan and what the guards say of it.
  public record Planned(PlanFile plan, Verdict verdict) {}

  /// @param file where the plan goes; empty: into the workspace, named after its fingerprint
  public Planned plan(Sync sync, Source source, Target target, Scope scope, Optional<Path> file)
      throws ReadFailed {
    return plan(sync, source, target, scope, file, Witness.NOBODY);
  }

  /// The same before a witness.
  public Planned plan(
      Sync sync, Source source, Target target, Scope scope, Optional<Path> file, Witness witness)
      throws ReadFailed {
    AccountModel model = target.model();
    refuseFlawedMapping(sync, model);
    Reading reading = new Reading(sync, source, target, model, workspace, progress, witness);
    Optional<String> cursor =
        scope == Scope.CHANGES ? new Runs(state).cursor(sync.name()) : Optional.empty();
    boolean partial = cursor.isPresent();
    When when = new When(clock.instant(), partial, new Runs(state).serial(sync.name()));
    Links links = new Links(state, sync.name());
    Intentions open = Intentions.of(new Journal(state, sync.name()).open());
    LOG.info(
        "{}: reading {} and {}{}",
        sync.name(),
        source.name(),
        target.name(),
        partial ? ", only what changed since the last run" : "");
    try (LinksAhead ahead = new LinksAhead(links);
        Reading.Both both =
            cursor.isPresent()
                ? reading.changed(cursor.get(), correspondence(links), open.people())
                : ahead.during(reading::all);
        PlanWriter writer = new PlanWriter(workspace.scratch(sync.name(), "plan"))) {
      told(sync, source.name(), both.source());
      told(sync, target.name(), both.target());
      Looking looking = new Looking(open.people(), both.accounts(), sync);
      looking.note(writer);
      Ownership ownership = new Ownership(sync, both, partial, writer::problem);
      ownership.settle(pair -> {
        ahead.each(pair);
        looking.created(pair);
      });
      boolean removes = !partial && both.identities().size() > 0;
      Set<String> closed = looking.closed(links.closed());
      Leavers leavers = new Leavers(sync, both, removes, ownership, when.started, closed, links);
      PlanBuilder builder = new PlanBuilder(sync, both, ownership, leavers, model, writer);
      builder.build();
      if (!partial) {
        Seats.of(sync, both.accounts(), writer).ifPresent(writer::problem);
      }
      Closing.note(sync, target, leavers.disabled(), writer);
      Members people = new Members(sync, both, ownership, builder, leavers);
      Holdings held =
          sync.groups().isPresent() && !partial
              ? groups(sync, source, target, both, people, writer, when, open, witness)
              : Holdings.NONE;
      return finished(sync, source, target, both, builder, writer, when, file, held);
    }
  }

  /// Plans groups and who is in them.
  private Holdings groups(
      Sync sync,
      Source source,
      Target target,
      Reading.Both both,
      Members people,
      PlanWriter writer,
      When when,
      Intentions open,
      Witness witness)
      throws ReadFailed {
    if (!(source instanceof GroupSource groupSource)
        || !(target instanceof GroupTarget groupTarget)) {
      throw new Halt(noGroups(sync));
    }
    Sync ofGroups = sync.ofGroups();
    AccountModel model = groupTarget.groupModel();
    refuseFlawedMapping(ofGroups, model);
    GroupReading reading =
        new GroupReading(ofGroups, groupSource, groupTarget, workspace, progress, witness);
    Links links = new Links(state, sync.name(), Sort.GROUP);
    try (GroupReading.Groups read = reading.read(both)) {
      Reading.Both tables = read.tables();
      told(sync, "groups of " + source.name(), tables.source());
      told(sync, "groups of " + target.name(), tables.target());
      Looking looking = new Looking(open.groups(), tables.accounts(), ofGroups);
      looking.note(writer);
      new LookingAtMembers(people, tables.accounts(), read.actual()).note(open.members(), writer);
      Ownership ownership = new Ownership(ofGroups, tables, false, writer::problem);
      ownership.settle(pair -> {
        links.each(pair);
        looking.created(pair);
      });
      boolean removes = tables.identities().size() > 0;
      Leavers leavers =
          new Leavers(ofGroups, tables, removes, ownership, when.started, Set.of(), links);
      PlanBuilder builder = new PlanBuilder(ofGroups, tables, ownership, leavers, model, writer);
      builder.build();
      Members groups = new Members(ofGroups, tables, ownership, builder, leavers);
      Memberships memberships = new Memberships(sync, people, groups, read, writer);
      memberships.build();
      Granting granting =
          new Granting(
              sync, people, groups, memberships, new Granted(state, sync.name()).all(), writer);
      if (target instanceof RoleTarget roleTarget) {
        granting.build(roleTarget, open.grants());
      } else if (!sync.groups().orElseThrow().roles().isEmpty()) {
        throw new Halt(noRoles(sync));
      }
      return memberships.holdings(read, granting);
    }
  }

  private static Problem noRoles(Sync sync) {
    return new Problem(
        "CONFIG-NO-ROLES",
        Blame.CONFIGURATION,
        "'%s' has roles, and '%s' knows none".formatted(sync.name(), sync.to()),
        "roles are kept in ftrack",
        "leave 'roles' out of " + sync.name());
  }

  private static Problem noGroups(Sync sync) {
    return new Problem(
        "CONFIG-NO-GROUPS",
        Blame.CONFIGURATION,
        "'%s' has groups, and '%s' or '%s' knows none"
            .formatted(sync.name(), sync.from(), sync.to()),
        "groups come from a system that has them and go to one that has them",
        "leave 'groups' out of " + sync.name());
  }

  /// What no value could put right concerns everybody: it is said once, before anybody is read.
  private static void refuseFlawedMapping(Sync sync, AccountModel model) {
    List<Problem> flaws =
        model.flawsInChange(Attributes.of(List.of(), List.of()), sync.mapping().names()).stream()
            .filter(problem -> problem.blame() == Blame.CONFIGURATION)
            .toList();
    if (!flaws.isEmpty()) {
      throw new Halt(flaws);
    }
  }

  private static void told(Sync sync, String system, CompleteRead read) {
    LOG.info(
        "{}: read {} of {} in {} requests: {}",
        sync.name(),
        read.entries(),
        system,
        read.requests(),
        read.evidence());
  }

  /// @param serial how many runs had written before anything was read
  private record When(Instant started, boolean partial, long serial) {}

  /// What earlier processes intended and never wrote the outcome of.
  private record Intentions(
      List<Journal.Open> people,
      List<Journal.Open> groups,
      List<Journal.Open> members,
      List<Journal.Open> grants) {
    static Intentions of(List<Journal.Open> open) {
      return new Intentions(
          that(open, each -> each.change().subject().sort() == Sort.USER),
          that(
              open,
              each ->
                  each.change().subject().sort() == Sort.GROUP
                      && !(each.change() instanceof Change.Members)),
          that(open, each -> each.change().kind() == Kind.MEMBERS),
          that(
              open,
              each -> each.change().kind() == Kind.ROLES || each.change().kind() == Kind.TEAMS));
    }

    private static List<Journal.Open> that(List<Journal.Open> open, Predicate<Journal.Open> which) {
      return open.stream().filter(which).toList();
    }
  }

  private static Reading.Correspondence correspondence(Links links) {
    Map<String, String> accounts = new HashMap<>();
    links.each(accounts::put);
    return identity -> Optional.ofNullable(accounts.get(identity));
  }

  private Planned finished(
      Sync sync,
      Source source,
      Target target,
      Reading.Both both,
      PlanBuilder builder,
      PlanWriter writer,
      When when,
      Optional<Path> file,
      Holdings held) {
    Path unnamed = file.orElseGet(() -> workspace.unnamedPlan(sync.name()));
    PlanSummary summary =
        writer.finish(
            unnamed,
            seed(sync),
            counted ->
                new PlanSummary(
                    sync.name(),
                    source.name(),
                    source.kind(),
                    target.name(),
                    target.kind(),
                    counted.fingerprint(),
                    definition(sync),
                    source.foreseen() ? PlanSummary.FORESEEN : when.serial,
                    when.started.toString(),
                    when.partial,
                    both.source().cursor().orElse(""),
                    both.identities().size(),
                    both.identities().inScope(),
                    both.accounts().size(),
                    managed(sync, builder, when),
                    builder.unchanged(),
                    counted.unmanaged(),
                    counted.withheld(),
                    counted.problems(),
                    counted.waves(),
                    held,
                    Duration.between(when.started, clock.instant()).toMillis() / 1000.0,
                    counted.changes()));
    Path named =
        file.orElseGet(() ->
            PlanFile.rename(
                unnamed, workspace.plan(sync.name() + "-" + summary.shortFingerprint() + ".plan")));
    LOG.info(
        "{}: plan {} has {} changes: {}",
        sync.name(),
        summary.shortFingerprint(),
        summary.total(),
        named);
    return new Planned(new PlanFile(named, summary), judge(sync, summary));
  }

  /// A read of changes sees few accounts; how many there are is known from the links.
  private long managed(Sync sync, PlanBuilder builder, When when) {
    return when.partial
        ? Math.max(builder.managed(), new Links(state, sync.name()).open())
        : builder.managed();
  }

  static String seed(Sync sync) {
    return sync.name() + "\n" + sync.from() + "\n" + sync.to() + "\n";
  }

  static String definition(Sync sync) {
    return PlanFile.digest(sync.definition());
  }

  /// What the guards say of a plan, now.
  static Verdict judge(Sync sync, PlanSummary summary) {
    Limit members = sync.groups().map(Groups::membersRemoved).orElse(Limit.MEMBERS);
    return new Guard(sync.leavers(), members)
        .judge(
            new Guard.Case(
                sync.name(),
                sync.from(),
                sync.to(),
                summary.identities(),
                summary.inScope(),
                summary.managed(),
                summary.count(Kind.DISABLE) + summary.count(Kind.DELETE),
                summary.partial(),
                summary.fingerprint(),
                summary.held().managed(),
                summary.held().removed(),
                summary.held().administrators()));
  }

  /// What makes a plan stale, if anything does.
  Optional<Problem> stale(Sync sync, PlanFile plan) {
    PlanSummary summary = plan.summary();
    String why = "";
    if (!summary.definition().equals(definition(sync))) {
      why = "the configuration of '" + sync.name() + "' is not what it was when it was made";
    } else if (summary.foreseen()) {
      why = "it shows what '" + sync.name() + "' would do after another plan; make it again then";
    } else if (summary.serial() != new Runs(state).serial(sync.name())) {
      why = "another run of '" + sync.name() + "' has written since it was made";
    } else if (!plan.isGenuine(seed(sync))) {
      why = "its changes are not those of its fingerprint: the file was edited";
    }
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "PLAN-STALE",
                Blame.GUARD,
                plan.path() + " is stale; nothing was written",
                why,
                "make a new plan: rollcall plan --sync " + sync.name()));
  }
}
