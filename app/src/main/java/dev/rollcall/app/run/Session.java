// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.connectors.ftrack.FtrackTarget;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.Foreseeing;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.GroupTarget;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.mapping.Mapping;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Policy;
import dev.rollcall.core.plan.RoleRule;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Disk;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.State;
import dev.rollcall.engine.run.Groups;
import dev.rollcall.engine.run.MatchReport;
import dev.rollcall.engine.run.Matching;
import dev.rollcall.engine.run.Planning;
import dev.rollcall.engine.run.Progress;
import dev.rollcall.engine.run.RunMode;
import dev.rollcall.engine.run.RunReport;
import dev.rollcall.engine.run.SharedRoles;
import dev.rollcall.engine.run.SyncRun;
import dev.rollcall.engine.run.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One use of a configuration: its systems open, its state open. For one thread.
public final class Session implements AutoCloseable {
  private final Configuration configuration;
  private final Systems systems;
  private final State state;
  private final Workspace workspace;
  private final InstantSource clock;
  private final Progress progress;
  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, Foreseen> foreseen = new HashMap<>();

  private record Foreseen(Foreseeing target, PlanFile plan) {}

  private Session(
      Configuration configuration,
      Systems systems,
      State state,
      Workspace workspace,
      InstantSource clock,
      Progress progress) {
    this.configuration = configuration;
    this.systems = systems;
    this.state = state;
    this.workspace = workspace;
    this.clock = clock;
    this.progress = progress;
  }

  /// Opens a configuration for use.
  public static Session open(
      Configuration configuration, Systems.Keep keep, InstantSource clock, Progress progress) {
    Workspace workspace =
        new Workspace(configuration.state().path(), configuration.state().plans());
    State state = State.open(workspace.store());
    try {
      Systems systems = Systems.of(configuration, keep);
      return new Session(configuration, systems, state, workspace, clock, progress);
    } catch (RuntimeException failure) {
      state.close();
      throw failure;
    }
  }

  public State state() {
    return state;
  }

  public Workspace workspace() {
    return workspace;
  }

  /// The syncs of these names in their order; all of them when no name is given.
  public static List<ConfiguredSync> chosen(Configuration configuration, List<String> names) {
    for (String name : names) {
      if (configuration.syncs().stream().noneMatch(sync -> sync.name().equals(name))) {
        throw new Halt(unknown(configuration, name));
      }
    }
    return configuration.syncs().stream()
        .filter(sync -> names.isEmpty() || names.contains(sync.name()))
        .toList();
  }

  private static Problem unknown(Configuration configuration, String name) {
    return new Problem(
        "CLI-NO-SYNC",
        Blame.OPERATOR,
        "there is no sync '" + name + "'",
        configuration.file()
            + " has "
            + String.join(", ", configuration.syncs().stream().map(ConfiguredSync::name).toList()),
        "use one of these names, or none for all of them");
  }

  /// Plans a sync. One that reads what an earlier planned sync changes is planned on what would be
  /// there then.
  ///
  /// @param file where the plan goes; empty: where plans are kept
  public Planning.Planned plan(ConfiguredSync sync, Planning.Scope scope, Optional<Path> file)
      throws ReadFailed {
    Target target = target(sync);
    try (Source source = projected(sync)) {
      Planning.Planned planned =
          new Planning(state, workspace, clock, progress)
              .plan(sync.sync(), source, target, scope, file);
      if (target instanceof Foreseeing foreseeing) {
        foreseen.put(sync.sync().to(), new Foreseen(foreseeing, planned.plan()));
      }
      return planned;
    }
  }

  private Source projected(ConfiguredSync sync) {
    Source source = systems.source(sync);
    Foreseen before = foreseen.get(sync.sync().from());
    return before == null || before.plan.summary().total() == 0
        ? source
        : before.target.after(before.plan::changes, source);
  }

  /// Plans a sync and applies the plan within limits.
  public RunReport run(ConfiguredSync sync, Planning.Scope scope) {
    foreseen.remove(sync.sync().to());
    try (Source source = systems.source(sync)) {
      return syncRun(sync).run(source, target(sync), scope);
    }
  }

  /// Applies exactly this plan.
  public RunReport apply(PlanFile plan, RunMode mode) {
    ConfiguredSync sync = chosen(configuration, List.of(plan.summary().sync())).getFirst();
    foreseen.remove(sync.sync().to());
    return syncRun(sync).apply(plan, target(sync), mode);
  }

  private SyncRun syncRun(ConfiguredSync sync) {
    return new SyncRun(sync.sync(), state, workspace, clock, progress);
  }

  /// Tries both sides of a sync.
  public List<Finding> check(ConfiguredSync sync) {
    List<Finding> findings = new ArrayList<>();
    Optional<Groups> groups = sync.sync().groups();
    try (Source source = systems.source(sync)) {
      findings.addAll(source.check(request(sync.sync().mapping())));
      if (groups.isPresent() && source instanceof GroupSource those) {
        findings.addAll(those.checkGroups(request(groups.get().mapping())));
      }
    }
    Target target = target(sync);
    AccountRequest request = new AccountRequest(sync.sync().mapping().names(), Optional.empty());
    findings.addAll(target.check(request, kinds(sync.sync().policy())));
    if (groups.isPresent() && target instanceof GroupTarget those) {
      findings.addAll(
          those.checkGroups(
              new AccountRequest(groups.get().mapping().names(), Optional.empty()),
              kinds(groups.get())));
    }
    return findings;
  }

  /// Tries the rights to write in the target of a sync, without writing.
  public List<Finding> tryWriting(ConfiguredSync sync) {
    Target target = target(sync);
    List<Finding> findings =
        new ArrayList<>(
            target.tryWriting(
                new AccountRequest(sync.sync().mapping().names(), Optional.empty()),
                kinds(sync.sync().policy())));
    Optional<Groups> groups = sync.sync().groups();
    if (groups.isPresent() && target instanceof GroupTarget those) {
      findings.addAll(
          those.tryWritingGroups(
              new AccountRequest(groups.get().mapping().names(), Optional.empty()),
              kinds(groups.get())));
    }
    return findings;
  }

  /// The kinds of change that can come up: where nobody is closed nobody has to be opened again.
  static Set<Kind> kinds(Policy policy) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    kinds.addAll(policy.allowed());
    if (policy.disableAfterDays().isEmpty()) {
      kinds.remove(Kind.DISABLE);
      if (policy.returners() != Policy.Returners.ALWAYS) {
        kinds.remove(Kind.ENABLE);
      }
    }
    return kinds;
  }

  static Set<Kind> kinds(Groups groups) {
    Set<Kind> kinds = EnumSet.of(Kind.MEMBERS);
    kinds.addAll(groups.policy().allowed());
    if (groups.policy().deleteAfterDays().isEmpty()) {
      kinds.remove(Kind.DELETE_GROUP);
    }
    for (RoleRule rule : groups.roles()) {
      kinds.add(rule.role().isPresent() ? Kind.ROLES : Kind.TEAMS);
    }
    return kinds;
  }

  private static SourceRequest request(Mapping mapping) {
    return new SourceRequest(List.copyOf(mapping.inputs()), Optional.empty());
  }

  /// Who belongs to what, without a plan.
  public MatchReport match(ConfiguredSync sync) throws ReadFailed {
    try (Source source = systems.source(sync)) {
      Links people = new Links(state, sync.name());
      Links groups = new Links(state, sync.name(), Sort.GROUP);
      return Matching.report(sync.sync(), progress, source, target(sync), people, groups);
    }
  }

  /// What everybody in these groups of the target holds already; nothing where there are no roles.
  ///
  /// @param groups their anchors
  public List<SharedRoles.Shared> sharedRoles(ConfiguredSync sync, Collection<String> groups)
      throws ReadFailed {
    return target(sync) instanceof FtrackTarget studio ? SharedRoles.of(studio, groups) : List.of();
  }

  /// Everything that a sync knows of one person.
  ///
  /// @param questions anchors, logins, e-mail addresses or any other whole values
  public Explanation explain(ConfiguredSync sync, Set<String> questions) throws ReadFailed {
    Path plan = workspace.scratch(sync.name(), "explain");
    try (Source source = systems.source(sync)) {
      return new Explaining(sync, questions, plan)
          .explain(
              new Planning(state, workspace, clock, progress),
              new Links(state, sync.name()),
              source,
              target(sync));
    } finally {
      remove(plan);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
  }

  /// The side that a sync reads; to be closed.
  public Source source(ConfiguredSync sync) {
    return systems.source(sync);
  }

  /// The side that a sync changes; closed with the session.
  public Target target(ConfiguredSync sync) {
    return targets.computeIfAbsent(sync.name(), _ -> systems.target(sync));
  }

  @Override
  public void close() {
    targets.values().forEach(Target::close);
    try {
      systems.close();
    } finally {
      state.close();
    }
  }
}
