// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The people whom a query finds, in any database with a JDBC driver.
///
/// Each read opens a connection of its own, runs one query in a read-only transaction that sees one
/// state of the database, and takes the rows through a cursor.
public final class SqlSource implements Source {
  private final SqlSettings settings;
  private final SqlRead read;
  private final Dialect dialect;
  private final SqlProblems problems;
  private volatile String kind;

  public SqlSource(SqlSettings settings, SqlRead read) {
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
