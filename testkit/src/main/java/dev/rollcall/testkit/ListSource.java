// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A source in memory, filled by the test. It can fail midway and deliver in any order.
public final class ListSource implements GroupSource {
  private final String name;
  private final List<Person> people = new ArrayList<>();
  private final List<SourceRequest> requests = new ArrayList<>();
  private Optional<Problem> failure = Optional.empty();
  private int failsAfter;
  private int failures;
  private Optional<String> changeColumn = Optional.empty();

  private final List<ListedGroup> groups = new ArrayList<>();

  private record ListedGroup(Person row, List<String> members) {}

  public ListSource(String name, List<Person> people) {
    this.name = name;
    this.people.addAll(people);
  }

  /// From now on these are all the people there are.
  public ListSource now(List<Person> all) {
    people.clear();
    people.addAll(all);
    return this;
  }

  /// Puts a group there. Its id is `g-` and the name; members are ids of people or of groups.
  public ListSource group(String name, String... members) {
    groups.removeIf(group -> group.row.first("id").equals("g-" + name));
    SortedMap<String, List<String>> values = new TreeMap<>();
    values.put("id", List.of("g-" + name));
    values.put("username", List.of(name));
    groups.add(new ListedGroup(new Person(values), List.of(members)));
    return this;
  }

  /// Gives a group another name; its id stays.
  public ListSource groupNamed(String id, String name) {
    groups.replaceAll(group ->
        group.row.first("id").equals(id)
            ? new ListedGroup(group.row.called(name), group.members)
            : group);
    return this;
  }

  /// Takes a group away.
  public ListSource withoutGroup(String id) {
    groups.removeIf(group -> group.row.first("id").equals(id));
    return this;
  }

  public List<Person> people() {
    return List.copyOf(people);
  }

  /// Delivers in another order.
  public ListSource shuffled(Random random) {
    Collections.shuffle(people, random);
    return this;
  }

  /// Every read fails after so many people.
  public ListSource failsAfter(int delivered, Problem problem) {
    return failsAfter(delivered, problem, Integer.MAX_VALUE);
  }

  /// So many reads fail after so many people, later ones do not.
  public ListSource failsAfter(int delivered, Problem problem, int reads) {
    failure = Optional.of(problem);
    failsAfter = delivered;
    failures = reads;
    return this;
  }

  /// Reads of changes compare this column, as text; its greatest value is the next cursor.
  public ListSource changesIn(String column) {
    changeColumn = Optional.of(column);
    return this;
  }

  /// What was asked so far.
  public List<SourceRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return "list";
  }

  @Override
  public CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed {
    requests.add(request);
    Columns columns = new Columns(request.names());
    long delivered = 0;
    for (Person person : asked(request)) {
      failWhenDue(delivered);
      each.accept(person.identity(columns));
      delivered++;
    }
    failWhenDue(Long.MAX_VALUE);
    return new CompleteRead(delivered, 1, "the end of a list", cursor());
  }

  private List<Person> asked(SourceRequest request) {
    if (request.since().isEmpty()) {
      return people();
    }
    String column = changeColumn.orElseThrow();
    return people.stream()
        .filter(person -> person.first(column).compareTo(request.since().get()) >= 0)
        .toList();
  }

  private void failWhenDue(long delivered) throws ReadFailed {
    if (failure.isPresent() && failures > 0 && delivered >= failsAfter) {
      failures--;
      throw new ReadFailed(failure.get());
    }
  }

  private Optional<String> cursor() {
    return changeColumn.flatMap(
        column -> people.stream().map(person -> person.first(column)).max(String::compareTo));
  }

  @Override
  public List<String> memberColumns() {
    return List.of("id");
  }

  @Override
  public String reference(String value) {
    return value;
  }

  @Override
  public CompleteRead readGroups(SourceRequest request, BiConsumer<Identity, List<String>> each)
      throws ReadFailed {
    Columns columns = new Columns(request.names());
    for (ListedGroup group : groups) {
      each.accept(group.row.identity(columns), group.members);
    }
    return new CompleteRead(groups.size(), 1, "the end of a list", Optional.empty());
  }

  @Override
  public List<Finding> checkGroups(SourceRequest request) {
    return List.of(new Finding.Good(groups.size() + " groups"));
  }

  @Override
  public List<Finding> check(SourceRequest request) {
    return List.of(new Finding.Good(people.size() + " people"));
  }

  @Override
  public void close() {}
}
