// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.sandbox.company.PeopleTable;
import dev.rollcall.sandbox.company.Person;
import dev.rollcall.sandbox.company.SampleCompany;
import dev.rollcall.testkit.server.PostgresServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// The people, as HR has them and as the directory should.
record Company(int people) {
  static final String QUERY =
      "select id, username, email, first_name, full_name, status from people";

  /// What the bare loader makes entries of.
  static final String ENTRIES =
      "select username, email, full_name, first_name, last_name from people";

  static final List<String> ATTRIBUTES =
      List.of("objectClass", "uid", "mail", "cn", "givenName", "sn");

  private static final Instant WHEN = Instant.parse("2026-11-02T07:00:00Z");

  void fill(PostgresServer server) throws SQLException {
    try (Connection connection = connect(server)) {
      connection.setAutoCommit(false);
      PeopleTable table = new PeopleTable(connection);
      table.create();
      try (Stream<Person> all = SampleCompany.people(people)) {
        table.insert(all, WHEN);
      }
      connection.commit();
    }
    server.execute("vacuum analyze people");
  }

  /// Gives one person in a hundred another e-mail address.
  void change(PostgresServer server, int round) {
    server.execute(
        "update people set email = username || '@office%d.example' where id %% 100 = 7"
            .formatted(round),
        "vacuum people");
  }

  /// How many people [#change] concerns.
  long affected() {
    return SampleCompany.people(people).filter(person -> person.id() % 100 == 7).count();
  }

  static Connection connect(PostgresServer server) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl() + "?reWriteBatchedInserts=true", server.user(), server.password());
  }

  /// Writes the entries that the mapping asks for, so that there is nothing to do.
  Path ldif(Path file, String base) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        Stream<Person> all = SampleCompany.people(people)) {
      for (Person person : (Iterable<Person>) all::iterator) {
        entry(out, person, base);
      }
    }
    return file;
  }

  private static void entry(Writer out, Person person, String base) throws IOException {
    String[] words = person.fullName().split(" ", -1);
    line(out, "dn", "uid=" + person.username() + "," + base);
    line(out, "objectClass", "inetOrgPerson");
    line(out, "uid", person.username());
    line(out, "mail", person.email());
    line(out, "cn", person.fullName());
    line(out, "givenName", person.firstName());
    line(out, "sn", words[words.length - 1]);
    out.write('\n');
  }

  private static void line(Writer out, String name, String value) throws IOException {
    boolean plain = value.chars().allMatch(letter -> letter < 128);
    out.write(name);
    out.write(plain ? ": " : ":: ");
    out.write(
        plain ? value : Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    out.write('\n');
  }
}
