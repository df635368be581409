// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The people whom a query finds, in any database with a JDBC driver.
///
/// Each read opens a connection of its own, runs one query in a read-only transaction that sees one
/// state of the database, and takes the rows through a cursor.
public final class SqlSource implements GroupSource {
  private final SqlSettings settings;
  private final SqlRead read;
  private final Dialect dialect;
  private final Optional<SqlGroups> groups;
  private final SqlProblems problems;
  private volatile String kind;

  public SqlSource(SqlSettings settings, SqlRead read) {
    this(settings, read, Optional.empty());
  }

  /// @param groups how groups are read; empty: there are none
  public SqlSource(SqlSettings settings, SqlRead read, Optional<SqlGroups> groups) {
    this.groups = groups;
    this.settings = settings;
    this.read = read;
    this.dialect = Dialect.of(settings.url());
    this.problems = new SqlProblems(settings, dialect, read.query());
    this.kind = dialect.kind();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed {
    QueryText query = query();
    try (SqlSession session = open()) {
      SqlReading reading = new SqlReading(session, dialect, read, problems, query);
      return request.since().isPresent()
          ? reading.changes(request.names(), request.since().get(), each)
          : reading.everything(request.names(), each);
    }
  }

  @Override
  public List<Finding> check(SourceRequest request) {
    List<Finding> findings = new ArrayList<>();
    try {
      QueryText query = query();
      try (SqlSession session = open()) {
        findings.add(
            new Finding.Good(
                "reached and signed in: " + session.product() + " " + session.version()));
        SqlReading reading = new SqlReading(session, dialect, read, problems, query);
        List<String> columns =
            reading.probe(request.names()).stream().map(ResultColumn::label).toList();
        findings.add(new Finding.Good("the query gives " + String.join(", ", columns)));
        reading
            .probeChanges()
            .ifPresent(column -> findings.add(new Finding.Good("changes are told by " + column)));
      }
    } catch (ReadFailed failed) {
      findings.add(new Finding.Bad(failed.problem()));
    }
    return List.copyOf(findings);
  }

  @Override
  public List<String> memberColumns() {
    return groups.map(SqlGroups::member).stream().toList();
  }

  @Override
  public List<String> nestedColumns() {
    return groups.filter(some -> some.nestedQuery().isPresent()).map(SqlGroups::id).stream()
        .toList();
  }

  @Override
  public String nestedReference(String value) {
    return GroupRows.ofGroup(value);
  }

  @Override
  public String reference(String value) {
    return value;
  }

  @Override
  public CompleteRead readGroups(SourceRequest request, BiConsumer<Identity, List<String>> each)
      throws ReadFailed {
    if (groups.isEmpty()) {
      return new CompleteRead(0, 0, "no groups are configured", Optional.empty());
    }
    try (SqlSession session = open()) {
      return new GroupRows(settings, dialect, groups.get()).read(session, request, each);
    }
  }

  @Override
  public List<Finding> checkGroups(SourceRequest request) {
    if (groups.isEmpty()) {
      return List.of();
    }
    try (SqlSession session = open()) {
      return new GroupRows(settings, dialect, groups.get()).check(session, request);
    } catch (ReadFailed failed) {
      return List.of(new Finding.Bad(failed.problem()));
    }
  }

  @Override
  public void close() {}

  private QueryText query() throws ReadFailed {
    QueryText query = QueryText.of(read.query(), dialect);
    if (!query.reads()) {
      throw problems.notAQuery(query);
    }
    return query;
  }

  private SqlSession open() throws ReadFailed {
    SqlSession session = SqlSession.open(settings, dialect, problems, read.changed().isPresent());
    kind = session.product();
    return session;
  }
}
