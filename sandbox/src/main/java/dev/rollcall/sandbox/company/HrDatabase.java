// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.company;

import dev.rollcall.sandbox.company.Names.Name;
import dev.rollcall.sandbox.company.Person.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The HR database of the sample company: an SQLite file, and what happens in it on two days.
///
/// The order is `firstDay`, `between`, `secondDay`.
public final class HrDatabase {
  private static final Instant FIRST_DAY = Instant.parse("2026-11-02T07:00:00Z");
  private static final Instant BETWEEN = Instant.parse("2026-11-02T16:30:00Z");
  private static final Instant SECOND_DAY = Instant.parse("2026-11-03T07:00:00Z");

  private final Path file;
  private final SampleCompany company;

  /// Something that happened to a person.
  ///
  /// @param kind the word for it in a plan: joiner, mover, leaver or returner
  /// @param story one sentence for people
  public record Happening(String kind, long personId, String story) {}

  private interface Work {
    void in(PeopleTable table) throws SQLException;
  }

  private HrDatabase(Path file, SampleCompany company) {
    this.file = file;
    this.company = company;
  }

  /// A database that is created, or replaced, on the first day.
  public static HrDatabase at(Path file, SampleCompany company) {
    return new HrDatabase(file, company);
  }

  public Path file() {
    return file;
  }

  public String jdbcUrl() {
    return "jdbc:sqlite:" + file;
  }

  /// Everybody works here.
  public void firstDay() throws IOException, SQLException {
    Optional.ofNullable(file.toAbsolutePath().getParent())
        .ifPresent(folder -> folder.toFile().mkdirs());
    Files.deleteIfExists(file);
    change(table -> {
      table.create();
      try (Stream<Person> people = company.people()) {
        table.insert(people, FIRST_DAY);
      }
    });
  }

  /// Somebody leaves who will be back.
  public List<Happening> between() throws SQLException {
    change(table -> table.status(Cast.RETURNS.id(), Status.LEFT, BETWEEN));
    return List.of(
        new Happening("leaver", Cast.RETURNS.id(), name(Cast.RETURNS) + " goes on a long journey"));
  }

  /// One joins, one marries and takes a new name and login, one leaves, one comes back.
  public List<Happening> secondDay() throws SQLException {
    Person joiner = joiner();
    Person married = married();
    change(table -> {
      table.insert(Stream.of(joiner), SECOND_DAY);
      table.rename(married.id(), married, SECOND_DAY);
      table.status(Cast.LEAVES.id(), Status.LEFT, SECOND_DAY);
      table.status(Cast.RETURNS.id(), Status.ACTIVE, SECOND_DAY);
    });
    return List.of(
        new Happening("joiner", joiner.id(), joiner.fullName() + " starts today"),
        new Happening(
            "mover",
            married.id(),
            "%s marries and is %s now, login %s"
                .formatted(name(Cast.MARRIES), married.fullName(), married.username())),
        new Happening("leaver", Cast.LEAVES.id(), name(Cast.LEAVES) + " has left"),
        new Happening("returner", Cast.RETURNS.id(), name(Cast.RETURNS) + " is back"));
  }

  private Person joiner() {
    return company.person(company.size(), Cast.JOINER_GIVEN, Cast.JOINER_SURNAME, "");
  }

  private Person married() {
    Name given = Cast.MARRIES.given();
    return company.person(Cast.MARRIES.place(), given, Cast.MARRIED_NAME, "");
  }

  private static String name(Cast role) {
    return role.given().text() + " " + role.surname().text();
  }

  private void change(Work work) throws SQLException {
    try (Connection connection = DriverManager.getConnection(jdbcUrl())) {
      connection.setAutoCommit(false);
      work.in(new PeopleTable(connection));
      connection.commit();
    }
  }
}
