// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.company;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HrDatabaseTest {
  @TempDir Path folder;
  private HrDatabase hr;

  @BeforeEach
  void create() throws IOException, SQLException {
    hr = HrDatabase.at(folder.resolve("demo/hr.db"), SampleCompany.of(40));
    hr.firstDay();
  }

  @Test
  void hasEverybodyAtWorkOnTheFirstDay() throws SQLException {
    assertEquals(
        List.of("active 40 2026-11-02 07:00:00"),
        lines("select status, count(*), max(updated_at) from people group by status"));
  }

  @Test
  void keepsAllThatIsKnownOfAPerson() throws SQLException {
    assertEquals(
        List.of("10002 anna.ek Anna Ek Anna Ek anna.ek@studio.example 10001 active"),
        lines(
            "select id, username, first_name, last_name, full_name, email, manager_id, status"
                + " from people where id = 10002"));
  }

  @Test
  void hasFourThingsHappenOnTheSecondDay() throws SQLException {
    hr.between();
    List<HrDatabase.Happening> happenings = hr.secondDay();

    assertEquals(
        List.of("joiner", "mover", "leaver", "returner"),
        happenings.stream().map(HrDatabase.Happening::kind).toList());
    assertEquals(
        List.of(
            "10002 anna.holm Anna Holm active",
            "10003 per.dahl Per Dahl left",
            "10004 tobe.abara Tobe Abara active",
            "10041 mara.lind Mara Lind active"),
        lines(
            "select id, username, full_name, status from people"
                + " where updated_at = '2026-11-03 07:00:00' order by id"));
  }

  @Test
  void startsOverWithANewFirstDay() throws IOException, SQLException {
    hr.between();
    hr.secondDay();

    hr.firstDay();

    assertEquals(List.of("40"), lines("select count(*) from people where status = 'active'"));
  }

  private List<String> lines(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(hr.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          values.add(String.valueOf(rows.getString(column)));
        }
        lines.add(String.join(" ", values));
      }
    }
    return lines;
  }
}
