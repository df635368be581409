// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.SqlDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteValuesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "text; null => -",
        "text; '' => -",
        "text; 'té😀' => té😀",
        "integer; 9223372036854775807 => 9223372036854775807",
        "integer; 'not a number' => not a number",
        "real; 1e20 => 100000000000000000000",
        "real; 1.5 => 1.5",
        "numeric; 10 => 10",
        "boolean; 1 => true",
        "boolean; 0 => false",
        "blob; x'00ff' => AP8=",
        "datetime; '2026-01-31 10:00:00' => 2026-01-31T10:00:00",
        "timestamp; '2026-01-31T10:00:00Z' => 2026-01-31T10:00:00Z",
        "date; '2026-01-31' => 2026-01-31",
        "text; '2026-01-31 10:00:00' => 2026-01-31 10:00:00"
      })
  void comeAsPlainText(String definition, String text) throws Exception {
    String[] typeAndValue = definition.split("; ");
    SqlDatabase database = Sql.sqlite(folder);
    database.execute(
        "create table t (value " + typeAndValue[0] + ")",
        "insert into t values (" + typeAndValue[1] + ")");

    assertEquals(List.of(text), Sql.row(Sql.source(database, "select value from t"), "value"));
  }

  @Test
  void thatAreNoTextFailTheRead() {
    SqlDatabase database = Sql.sqlite(folder);
    database.execute(
        "create table t (id integer, name text)",
        "insert into t values (1, 'fine'), (2, cast(x'41ff42' as text))");

    Problem problem = Sql.problem(Sql.source(database, "select * from t"), "id", "name");

    assertEquals("SQL-VALUE", problem.code());
    assertEquals("cannot read row 2, column 'name' of 'hr'", problem.what());
    assertTrue(problem.why().contains("UTF-8"), problem.why());
  }

  @Test
  void areReadWhileAnotherProgramHasTheDatabaseOpenForWriting() throws Exception {
    SqlDatabase database = Sql.sqlite(folder);
    database.execute("pragma journal_mode = wal", "create table t (id integer)");
    try (Connection writer = database.connect();
        Statement statement = writer.createStatement()) {
      statement.execute("insert into t values (1)");
      writer.setAutoCommit(false);
      statement.execute("insert into t values (2)");

      assertEquals(1, Sql.read(Sql.source(database, "select id from t"), "id").size());
    }
  }

  @Test
  void areNotThereInAFileThatIsNoDatabase() throws Exception {
    SqlDatabase database = Sql.sqlite(folder);
    Files.writeString(folder.resolve("hr.db"), "id,name\n1,Ana\n".repeat(100));

    assertEquals("SQL-UNREACHABLE", Sql.problem(Sql.source(database, "select 1"), "id").code());
  }
}
