// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Evaluation;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Truth;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Any source of people as a source of groups: for each value of an expression over people there is
/// a group of those who have it, such as the departments of a company. Its only column is [#NAME].
/// For one read of people and one of groups at a time.
public final class ValueGroups implements GroupSource {
  /// The value, which is the group's name.
  public static final String NAME = "name";

  private final Source people;
  private final Expression value;
  private final Optional<Condition> where;
  private final String memberColumn;
  private final SortedMap<String, List<String>> members = new TreeMap<>();

  /// @param value gives the groups of a person, none where it is absent
  /// @param where who counts; empty: everybody
  /// @param memberColumn the column of people that tells them apart
  public ValueGroups(
      Source people, Expression value, Optional<Condition> where, String memberColumn) {
    this.people = people;
    this.value = value;
    this.where = where;
    this.memberColumn = memberColumn;
  }

  @Override
  public String name() {
    return people.name();
  }

  @Override
  public String kind() {
    return people.kind();
  }

  @Override
  public boolean foreseen() {
    return people.foreseen();
  }

  @Override
  public List<String> memberColumns() {
    return List.of(memberColumn);
  }

  @Override
  public List<String> nestedColumns() {
    return List.of();
  }

  @Override
  public String reference(String text) {
    return text;
  }

  @Override
  public CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed {
    members.clear();
    return people.read(
        asked(request),
        person -> {
          take(person);
          each.accept(person);
        });
  }

  private SourceRequest asked(SourceRequest request) {
    SequencedSet<String> names = new LinkedHashSet<>(request.names());
    names.addAll(value.inputs());
    where.ifPresent(condition -> names.addAll(condition.inputs()));
    names.add(memberColumn);
    return new SourceRequest(List.copyOf(names), request.since());
  }

  private void take(Identity person) {
    boolean counts =
        where.map(condition -> condition.test(person::values) instanceof Truth.True).orElse(true);
    if (counts && value.evaluate(person::values) instanceof Evaluation.Values(List<String> names)) {
      for (String name : names) {
        if (!name.isBlank()) {
          members.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(person.values(memberColumn));
        }
      }
    }
  }

  @Override
  public CompleteRead readGroups(SourceRequest request, BiConsumer<Identity, List<String>> each) {
    Columns columns = new Columns(request.names());
    members.forEach((name, references) -> each.accept(group(columns, name), references));
    return new CompleteRead(
        members.size(), 0, "made of the people that were read whole", Optional.empty());
  }

  private static Identity group(Columns columns, String name) {
    List<List<String>> values =
        columns.names().stream()
            .map(column -> column.equals(NAME) ? List.of(name) : List.<String>of())
            .toList();
    return new Identity(columns, values, "'" + name + "'");
  }

  @Override
  public List<Finding> check(SourceRequest request) {
    return people.check(asked(request));
  }

  @Override
  public List<Finding> checkGroups(SourceRequest request) {
    return List.of(new Finding.Good("groups are made of the values of " + value));
  }

  @Override
  public void close() {
    people.close();
  }
}
