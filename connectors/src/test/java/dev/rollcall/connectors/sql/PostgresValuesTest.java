// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SqlDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresValuesTest {
  @RegisterExtension
  static final SharedServerExtension<PostgresServer> postgres = Servers.sharedPostgres();

  private SqlDatabase database = new SqlDatabase("", "", "", "");

  @BeforeEach
  void connect() {
    database =
        new SqlDatabase(
            "postgres", postgres.get().jdbcUrl(), postgres.get().user(), postgres.get().password());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "null::text => -",
        "''::text => -",
        "' kept '::text => ~ kept ~",
        "'ab'::char(5) => ab",
        "-9223372036854775808 => -9223372036854775808",
        "1.50::numeric(10,2) => 1.50",
        "1e30::float8 => 1000000000000000000000000000000",
        "0.5::real => 0.5",
        "'NaN'::float8 => NaN",
        "true => true",
        "false => false",
        "b'1' => 1",
        "'2026-01-31'::date => 2026-01-31",
        "'2026-01-31 10:00'::timestamp => 2026-01-31T10:00:00",
        "'2026-01-31 10:00:00.1230'::timestamp => 2026-01-31T10:00:00.123",
        "'2026-01-31 10:00:00+05:30'::timestamptz => 2026-01-31T04:30:00Z",
        "'2026-07-31 10:00:00.25+00'::timestamptz => 2026-07-31T10:00:00.25Z",
        "'infinity'::timestamptz => infinity",
        "'10:11:12'::time => 10:11:12",
        "'\\x00ff'::bytea => AP8=",
        "array['a', null, '', 'b c'] => a|b c",
        "'{}'::text[] => -",
        "array[[1,2],[3,4]] => 1|2|3|4",
        "array[true, false] => true|false",
        "'{\"a\": 1}'::json => {\"a\": 1}",
        "'123e4567-e89b-12d3-a456-426655440000'::uuid => 123e4567-e89b-12d3-a456-426655440000",
        "'10.0.0.1'::inet => 10.0.0.1",
        "interval '1 day' => 1 day",
        "U&'\\+01F600 \\0301' => 😀 \u0301"
      })
  void comeAsPlainText(String expression, String text) throws Exception {
    SqlSource source = Sql.source(database, "select " + expression + " as value");

    assertEquals(List.of(text), Sql.row(source, "value"));
  }

  @Test
  void ofAnEnumComeAsTheyAreWritten() throws Exception {
    SqlDatabase own = postgres.get().freshDatabase();
    own.execute("create type mood as enum ('ok', 'so la la')");

    assertEquals(
        List.of("so la la"), Sql.row(Sql.source(own, "select 'so la la'::mood as m"), "m"));
  }

  @Test
  void areFoundUnderHostileNamesAndWhateverTheirLetterCase() throws Exception {
    String query = "select 1 as \"a\"\"; drop table x; --\", 2 as \"Ünï 列\", 3 as id";

    assertEquals(
        List.of("1", "2", "3"),
        Sql.row(Sql.source(database, query), "a\"; drop table x; --", "ünï 列", "ID"));
  }

  @Test
  void thatNobodyAskedForAreNotRead() throws Exception {
    assertEquals(
        List.of("1"), Sql.row(Sql.source(database, "select 1 as id, 2 as x, 3 as x"), "id"));
  }
}
