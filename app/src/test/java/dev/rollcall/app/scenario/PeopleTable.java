// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import dev.rollcall.testkit.server.SqlDatabase;

/// The table of people in an HR database, whatever makes the database.
record PeopleTable(SqlDatabase database) {
  static final String READ =
      "select id, username, first_name, last_name, email, status, updated_at from people";

  /// A table with five people in it.
  static PeopleTable of(SqlDatabase database) {
    PeopleTable table = new PeopleTable(database);
    database.execute(
        """
        create table people (
          id int primary key, username varchar(2000), first_name varchar(2000),
          last_name varchar(2000), email varchar(2000), status varchar(20) not null,
          updated_at timestamp not null)
        """);
    table.hire(1, "anna.ek", "Anna", "Ek");
    table.hire(2, "bo.li", "Bo", "Li");
    table.hire(3, "cem.ay", "Cem", "Ay");
    table.hire(4, "dana.cruz", "Dana", "Cruz");
    table.hire(5, "eva.fox", "Eva", "Fox");
    return table;
  }

  void hire(int id, String login, String first, String last) {
    database.execute(
        "insert into people values (%d, '%s', '%s', '%s', '%s@studio.example', 'active', %s)"
            .formatted(id, login, first, last, login, "current_timestamp"));
  }

  /// Hires people from number `first` to number `last`; for PostgreSQL.
  void hireMany(int first, int last) {
    database.execute(
        """
        insert into people select n, 'login' || n, 'First' || n, 'Last' || n,
          'login' || n || '@studio.example', 'active', current_timestamp
        from generate_series(%d, %d) as n
        """
            .formatted(first, last));
  }

  void rename(int id, String login, String last) {
    set(
        id,
        "username = '%1$s', last_name = '%2$s', email = '%1$s@studio.example'"
            .formatted(login, last));
  }

  void status(int id, String status) {
    set(id, "status = '" + status + "'");
  }

  void set(int id, String assignments) {
    database.execute(
        "update people set %s, updated_at = current_timestamp where id = %d"
            .formatted(assignments, id));
  }

  /// Nobody but number 5 was changed in the last hour; for PostgreSQL.
  void settle() {
    database.execute(
        "update people set updated_at = current_timestamp - interval '1 hour' where id <> 5");
  }

  void remove(int id) {
    database.execute("delete from people where id = " + id);
  }
}
