// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Change;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.Runs;
import dev.rollcall.engine.journal.State;
import dev.rollcall.testkit.ListSource;
import dev.rollcall.testkit.Person;
import dev.rollcall.testkit.RecordingShape;
import dev.rollcall.testkit.RecordingTarget;
import dev.rollcall.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// An HR system, a directory, a sync between them and what Rollcall remembers, in a directory of
/// the test.
final class World implements AutoCloseable {
  private final Path home;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  private final ListSource hr;
  private RecordingTarget directory;
  private SyncSketch sketch = new SyncSketch();
  private Optional<State> state = Optional.empty();

  World(Path home) {
    this(home, new ListSource("hr", List.of()), new RecordingTarget("directory"));
  }

  private World(Path home, ListSource hr, RecordingTarget directory) {
    this.home = home;
    this.hr = hr;
    this.directory = directory;
  }

  World shaped(RecordingShape shape) {
    directory = new RecordingTarget("directory", shape);
    return this;
  }

  World sketch(UnaryOperator<SyncSketch> change) {
    sketch = change.apply(sketch);
    return this;
  }

  World people(Person... people) {
    hr.now(Arrays.asList(people));
    return this;
  }

  World people(List<Person> people) {
    hr.now(people);
    return this;
  }

  /// An account past any run, from a text like `uid=a.holm cn=Anna title=Lead`.
  World account(String text) {
    Map<String, List<String>> attributes = new TreeMap<>();
    for (String pair : text.split(" ")) {
      String[] parts = pair.split("=", 2);
      attributes.put(parts[0], List.of(parts[1].split(",")));
    }
    directory.holding(attributes);
    return this;
  }

  ListSource hr() {
    return hr;
  }

  RecordingTarget directory() {
    return directory;
  }

  World daysLater(int days) {
    clock.forward(Duration.ofDays(days));
    return this;
  }

  Workspace workspace() {
    return new Workspace(home.resolve("state"), home.resolve("plans"));
  }

  State state() {
    if (state.isEmpty()) {
      state = Optional.of(State.open(workspace().store()));
    }
    return state.get();
  }

  Links links() {
    return new Links(state(), "people");
  }

  Runs runs() {
    return new Runs(state());
  }

  Journal journal() {
    return new Journal(state(), "people");
  }

  /// As if the process had ended and another began.
  World restarted() {
    state.ifPresent(State::close);
    state = Optional.empty();
    return this;
  }

  /// Another process at work on the same systems and the same state.
  World sibling() {
    World other = new World(home, hr, directory);
    other.sketch = sketch;
    return other;
  }

  SyncRun syncRun() {
    return new SyncRun(sketch.sync(), state(), workspace(), clock, Progress.SILENT);
  }

  RunReport run() {
    return syncRun().run(hr, directory, Planning.Scope.WHOLE);
  }

  RunReport runChanges() {
    return syncRun().run(hr, directory, Planning.Scope.CHANGES);
  }

  Planning.Planned planned(Planning.Scope scope) throws ReadFailed {
    return new Planning(state(), workspace(), clock, Progress.SILENT)
        .plan(sketch.sync(), hr, directory, scope, Optional.empty());
  }

  void planTo(Path file) throws ReadFailed {
    new Planning(state(), workspace(), clock, Progress.SILENT)
        .plan(sketch.sync(), hr, directory, Planning.Scope.WHOLE, Optional.of(file));
  }

  PlanFile plan() throws ReadFailed {
    return planned(Planning.Scope.WHOLE).plan();
  }

  RunReport apply(PlanFile plan, RunMode mode) {
    return syncRun().apply(plan, directory, mode);
  }

  /// The changes of a plan, one line each: `rename uid=a.ek -> uid=a.holm`.
  static List<String> lines(PlanFile plan) {
    try (Stream<Change> changes = plan.changes()) {
      return changes.map(World::line).toList();
    }
  }

  /// What a whole run would do now.
  List<String> planLines() throws ReadFailed {
    return lines(plan());
  }

  static String line(Change change) {
    String line = change.kind().word() + " " + change.subject().key();
    return change.keyAfterwards().equals(change.subject().key())
        ? line
        : line + " -> " + change.keyAfterwards();
  }

  static AccountKey uid(String login) {
    return new AccountKey("uid=" + login);
  }

  /// The codes of a plan's problems, sorted.
  static List<String> codes(PlanFile plan) {
    return plan.problems().stream().map(problem -> problem.code()).sorted().toList();
  }

  @Override
  public void close() {
    restarted();
  }
}
