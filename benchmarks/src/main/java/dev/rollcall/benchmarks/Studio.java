// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.sandbox.company.PeopleTable;
import dev.rollcall.sandbox.company.SampleCompany;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Made-up people, 300 groups of which each person is in six, and two roles for everybody.
///
/// @param later whether one user, membership and role in a hundred is another than before
record Studio(int people, boolean later) {
  static final int DEPARTMENTS = 40;
  static final int CREWS = 260;
  static final int PROJECTS = 20;
  static final String QUERY = "select id, username, email, first_name, last_name from people";

  private static final int CREWS_OF_ONE = 5;
  private static final Instant WHEN = Instant.parse("2026-11-02T07:00:00Z");

  /// A role that everybody in a group holds.
  ///
  /// @param project its number, or -1 for all open ones
  record Rule(int group, String role, int project) {}

  static List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (int group = 0; group < DEPARTMENTS; group++) {
      rules.add(new Rule(group, "User", group % PROJECTS));
      rules.add(new Rule(group, "Project manager", group < PROJECTS ? -1 : group % PROJECTS));
    }
    return rules;
  }

  static String group(int number) {
    return number < DEPARTMENTS ? "department " + number : "crew " + (number - DEPARTMENTS);
  }

  static String project(int number) {
    return String.format(Locale.ROOT, "project_%02d", number);
  }

  /// The groups of one person; the department is the first.
  List<Integer> groups(int person) {
    boolean moved = later && person % 100 == 13;
    boolean lent = later && person % 100 == 21;
    List<Integer> groups = new ArrayList<>();
    groups.add((person + (moved ? 1 : 0)) % DEPARTMENTS);
    for (int crew = 0; crew < CREWS_OF_ONE; crew++) {
      int elsewhere = lent && crew < 2 ? CREWS / 2 : 0;
      groups.add(DEPARTMENTS + (person * 7 + crew * 53 + elsewhere) % CREWS);
    }
    return groups;
  }

  List<Rule> roles(int person) {
    int department = groups(person).getFirst();
    return rules().subList(2 * department, 2 * department + 2);
  }

  /// Everything that is otherwise later, each value, membership and role counted.
  long changes() {
    Studio before = new Studio(people, false);
    Studio after = new Studio(people, true);
    long changes = 0;
    for (int person = 0; person < people; person++) {
      changes += person % 100 == 7 ? 1 : 0;
      changes += apart(before.groups(person), after.groups(person));
      changes += apart(granted(before, person), granted(after, person));
    }
    return changes;
  }

  private static List<String> granted(Studio studio, int person) {
    return studio.roles(person).stream().map(rule -> rule.role() + rule.project()).toList();
  }

  private static <T> long apart(List<T> one, List<T> other) {
    Set<T> both = new HashSet<>(one);
    both.retainAll(other);
    return one.size() + other.size() - 2L * both.size();
  }

  static String url(Path file) {
    return "jdbc:sqlite:" + file;
  }

  /// Writes it all into a database.
  void fill(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(file));
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      PeopleTable table = new PeopleTable(connection);
      table.create();
      table.insert(SampleCompany.people(people), WHEN);
      statement.execute("drop table if exists teams");
      statement.execute("drop table if exists team_members");
      statement.execute("create table teams (id integer primary key, name text)");
      statement.execute("create table team_members (team_id integer, user_id integer)");
      if (later) {
        statement.execute(
            "update people set email = username || '@office.example' where (id - %d) %% 100 = 7"
                .formatted(SampleCompany.FIRST_ID));
      }
      teams(connection);
      connection.commit();
    }
  }

  private void teams(Connection connection) throws SQLException {
    try (PreparedStatement team = connection.prepareStatement("insert into teams values (?, ?)");
        PreparedStatement member =
            connection.prepareStatement("insert into team_members values (?, ?)")) {
      for (int group = 0; group < DEPARTMENTS + CREWS; group++) {
        team.setInt(1, group);
        team.setString(2, group(group));
        team.addBatch();
      }
      team.executeBatch();
      for (int person = 0; person < people; person++) {
        for (int group : groups(person)) {
          member.setInt(1, group);
          member.setLong(2, SampleCompany.FIRST_ID + person);
          member.addBatch();
        }
      }
      member.executeBatch();
    }
  }

  /// The part of a configuration that says who holds which role.
  static String roles() {
    StringBuilder yaml = new StringBuilder("    roles:\n");
    for (Rule rule : rules()) {
      yaml.append(
          "      - { group: %s, role: %s, projects: %s }\n"
              .formatted(
                  group(rule.group()),
                  rule.role(),
                  rule.project() < 0 ? "all open" : "[" + project(rule.project()) + "]"));
    }
    return yaml.toString();
  }
}
