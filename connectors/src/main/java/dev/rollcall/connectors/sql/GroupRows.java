// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/// The groups of a database, two queries in one session, which both see the same state.
final class GroupRows {
  private final SqlSettings settings;
  private final Dialect dialect;
  private final SqlGroups groups;

  GroupRows(SqlSettings settings, Dialect dialect, SqlGroups groups) {
    this.settings = settings;
    this.dialect = dialect;
    this.groups = groups;
  }

  CompleteRead read(
      SqlSession session, SourceRequest request, BiConsumer<Identity, List<String>> each)
      throws ReadFailed {
    Map<String, List<String>> members = new HashMap<>();
    CompleteRead who = pairs(session, groups.membersQuery(), UnaryOperator.identity(), members);
    long nested =
        groups.nestedQuery().isPresent()
            ? pairs(session, groups.nestedQuery().get(), GroupRows::ofGroup, members).entries()
            : 0;
    SequencedSet<String> names = new LinkedHashSet<>(request.names());
    names.add(groups.id());
    CompleteRead which =
        reading(session, groups.query())
            .everything(List.copyOf(names), group -> each.accept(group, members(group, members)));
    return new CompleteRead(
        which.entries(),
        which.requests() + who.requests(),
        which.evidence() + "; " + (who.entries() + nested) + " memberships the same way",
        Optional.empty());
  }

  /// What a group inside a group is called among members. No value of a person begins so.
  static String ofGroup(String id) {
    return "\0" + id;
  }

  private CompleteRead pairs(
      SqlSession session,
      String query,
      UnaryOperator<String> form,
      Map<String, List<String>> members)
      throws ReadFailed {
    SqlReading pairs = reading(session, query);
    return pairs.everything(
        pair(pairs.probe(List.of()), query),
        row -> {
          for (String group : row.values().getFirst()) {
            row.values().getLast().stream()
                .map(form)
                .forEach(
                    member -> members.computeIfAbsent(group, _ -> new ArrayList<>()).add(member));
          }
        });
  }

  private List<String> members(Identity group, Map<String, List<String>> members) {
    return group.values(groups.id()).stream()
        .flatMap(id -> members.getOrDefault(id, List.of()).stream())
        .toList();
  }

  List<Finding> check(SqlSession session, SourceRequest request) throws ReadFailed {
    SequencedSet<String> names = new LinkedHashSet<>(request.names());
    names.add(groups.id());
    reading(session, groups.query()).probe(List.copyOf(names));
    List<String> columns =
        pair(reading(session, groups.membersQuery()).probe(List.of()), groups.membersQuery());
    if (groups.nestedQuery().isPresent()) {
      String nested = groups.nestedQuery().get();
      pair(reading(session, nested).probe(List.of()), nested);
    }
    return List.of(
        new Finding.Good(
            "groups are read; %s tells the group of a member and %s the member"
                .formatted(columns.getFirst(), columns.getLast())));
  }

  private SqlReading reading(SqlSession session, String query) throws ReadFailed {
    SqlProblems problems = new SqlProblems(settings, dialect, query);
    QueryText text = QueryText.of(query, dialect);
    if (!text.reads()) {
      throw problems.notAQuery(text);
    }
    SqlRead read = new SqlRead(query, Optional.empty(), Duration.ZERO);
    return new SqlReading(session, dialect, read, problems, text);
  }

  private List<String> pair(List<ResultColumn> columns, String query) throws ReadFailed {
    if (columns.size() != 2) {
      throw new SqlProblems(settings, dialect, query).noPair(columns);
    }
    return columns.stream().map(ResultColumn::label).toList();
  }
}
