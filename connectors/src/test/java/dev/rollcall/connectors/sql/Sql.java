// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.SourceContract;
import dev.rollcall.testkit.server.SqlDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sources on the databases of a test.
final class Sql {
  private Sql() {}

  /// The database of a source, with an account.
  static SqlSettings settings(SqlDatabase database) {
    return settings(database.jdbcUrl(), database.user(), database.password());
  }

  static SqlSettings settings(String url, String user, String password) {
    return new SqlSettings(
        "hr", url, Optional.of(user), Optional.of(Secret.of(password)), Map.of());
  }

  static SqlSettings settings(String url) {
    return new SqlSettings("hr", url, Optional.empty(), Optional.empty(), Map.of());
  }

  /// A SQLite file, which is written as anybody would.
  static SqlDatabase sqlite(Path folder) {
    return new SqlDatabase("sqlite", "jdbc:sqlite:" + folder.resolve("hr.db"), "", "");
  }

  static SqlSource source(SqlDatabase database, String query) {
    return new SqlSource(settingsOf(database), whole(query));
  }

  static SqlSource source(SqlDatabase database, String query, String changed) {
    return new SqlSource(
        settingsOf(database), new SqlRead(query, Optional.of(changed), Duration.ofMinutes(5)));
  }

  static SqlRead whole(String query) {
    return new SqlRead(query, Optional.empty(), Duration.ZERO);
  }

  static SqlSettings settingsOf(SqlDatabase database) {
    return database.user().isEmpty() ? settings(database.jdbcUrl()) : settings(database);
  }

  static SourceRequest request(String... names) {
    return new SourceRequest(List.of(names), Optional.empty());
  }

  static List<Identity> read(SqlSource source, String... names) throws ReadFailed {
    List<Identity> people = new ArrayList<>();
    source.read(request(names), people::add);
    return people;
  }

  /// The first value under each name of the first row; `-` for none.
  static List<String> row(SqlSource source, String... names) throws ReadFailed {
    return read(source, names).getFirst().values().stream()
        .map(values -> values.isEmpty() ? "-" : String.join("|", values))
        .toList();
  }

  static Problem problem(SqlSource source, String... names) {
    return assertThrows(ReadFailed.class, () -> read(source, names)).problem();
  }

  static CompleteRead complete(SqlSource source, Optional<String> since, List<String> found)
      throws ReadFailed {
    return source.read(
        new SourceRequest(List.of("id"), since),
        person -> found.add(person.values().getFirst().getFirst()));
  }

  /// The people of the contract in a table `people`.
  static void fill(SqlDatabase database) {
    database.execute("create table people (id varchar(20), name varchar(200), mail varchar(200))");
    try (java.sql.Connection connection = database.connect();
        java.sql.PreparedStatement insert =
            connection.prepareStatement("insert into people values (?, ?, ?)")) {
      for (List<String> person : SourceContract.PEOPLE) {
        insert.setString(1, person.get(0));
        insert.setString(2, person.get(1));
        insert.setString(3, person.get(2).isEmpty() ? null : person.get(2));
        insert.executeUpdate();
      }
    } catch (java.sql.SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
