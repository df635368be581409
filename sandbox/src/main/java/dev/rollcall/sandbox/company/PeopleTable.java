// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.company;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The table `people` of an HR database: SQLite, PostgreSQL, MariaDB and what is like them.
public final class PeopleTable {
  private static final int BATCH = 1000;
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final String INSERT =
      """
      insert into people (id, username, first_name, last_name, full_name, email, department, title,
        phone, manager_id, status, hired_on, updated_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;

  private final Connection connection;
  private final boolean textTimes;

  /// @param connection stays with the caller, who commits where it does not do so by itself
  public PeopleTable(Connection connection) throws SQLException {
    this.connection = connection;
    this.textTimes = connection.getMetaData().getDatabaseProductName().equals("SQLite");
  }

  /// Creates the table; an existing one is replaced.
  public void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists people");
      statement.execute(
          """
          create table people (
            id bigint not null primary key,
            username varchar(100) not null unique,
            first_name varchar(100),
            last_name varchar(100),
            full_name varchar(200),
            email varchar(200),
            department varchar(100),
            title varchar(100),
            phone varchar(50),
            manager_id bigint,
            status varchar(20) not null,
            hired_on date,
            updated_at timestamp not null
          )\
          """);
    }
  }

  /// Adds people as they come.
  ///
  /// @return how many there were
  public long insert(Stream<Person> people, Instant updatedAt) throws SQLException {
    long count = 0;
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (Iterator<Person> each = people.iterator(); each.hasNext(); ) {
        bind(statement, each.next(), updatedAt);
        statement.addBatch();
        count++;
        if (count % BATCH == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
    }
    return count;
  }

  /// Gives a person another name, login and e-mail address.
  void rename(long id, Person renamed, Instant at) throws SQLException {
    String sql =
        """
        update people set username = ?, last_name = ?, full_name = ?, email = ?, updated_at = ?
        where id = ?\
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, renamed.username());
      statement.setString(2, renamed.lastName());
      statement.setString(3, renamed.fullName());
      statement.setString(4, renamed.email());
      time(statement, 5, at);
      statement.setLong(6, id);
      statement.executeUpdate();
    }
  }

  void status(long id, Person.Status status, Instant at) throws SQLException {
    String sql = "update people set status = ?, updated_at = ? where id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, status.word());
      time(statement, 2, at);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  private void bind(PreparedStatement statement, Person person, Instant at) throws SQLException {
    statement.setLong(1, person.id());
    statement.setString(2, person.username());
    statement.setString(3, person.firstName());
    statement.setString(4, person.lastName());
    statement.setString(5, person.fullName());
    statement.setString(6, person.email());
    statement.setString(7, person.department());
    statement.setString(8, person.title());
    statement.setString(9, person.phone());
    number(statement, 10, person.managerId());
    statement.setString(11, person.status().word());
    if (textTimes) {
      statement.setString(12, person.hiredOn().toString());
    } else {
      statement.setObject(12, person.hiredOn());
    }
    time(statement, 13, at);
  }

  private static void number(PreparedStatement statement, int at, OptionalLong number)
      throws SQLException {
    if (number.isPresent()) {
      statement.setLong(at, number.getAsLong());
    } else {
      statement.setNull(at, Types.BIGINT);
    }
  }

  private void time(PreparedStatement statement, int at, Instant instant) throws SQLException {
    if (textTimes) {
      statement.setString(at, FORMAT.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)));
    } else {
      statement.setObject(at, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
  }
}
