// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testkit.server.MariaDbServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SqlDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MariaDbValuesTest {
  @RegisterExtension
  static final SharedServerExtension<MariaDbServer> mariaDb = Servers.sharedMariaDb();

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      value = {
        "int, null => -",
        "varchar(9), '' => -",
        "char(5), 'ab' => ab",
        "bigint unsigned, 18446744073709551615 => 18446744073709551615",
        "decimal(10,3), 1.5 => 1.500",
        "double, 1e30 => 1000000000000000000000000000000",
        "boolean, true => true",
        "tinyint(1), 0 => false",
        "tinyint(1), 5 => 5",
        "tinyint, 1 => 1",
        "bit(1), b'1' => true",
        "bit(9), b'100000001' => 257",
        "date, '2026-01-31' => 2026-01-31",
        "date, '0000-00-00' => -",
        "datetime(3), '2026-01-31 10:00:00.5' => 2026-01-31T10:00:00.5",
        "datetime, '0000-00-00' => -",
        "timestamp, '2026-01-31 10:00:00' => 2026-01-31T10:00:00",
        "time, '10:11:12' => 10:11:12",
        "year, 2026 => 2026",
        "blob, x'00ff' => AP8=",
        "binary(2), x'00ff' => AP8=",
        "text, 'té😀' => té😀",
        "json, '{\"a\":1}' => {\"a\":1}",
        "enum('x','y'), 'y' => y",
        "set('a','b'), 'a,b' => a,b",
        "uuid, '123e4567-e89b-12d3-a456-426655440000' => 123e4567-e89b-12d3-a456-426655440000"
      })
  void comeAsPlainText(String definition, String text) throws Exception {
    int comma = definition.lastIndexOf(", ");
    String type = definition.substring(0, comma);
    SqlDatabase database = mariaDb.get().freshDatabase();
    database.execute(
        "create table t (value " + type + " null)",
        "set statement sql_mode = '' for insert into t values ("
            + definition.substring(comma + 2)
            + ")");

    assertEquals(List.of(text), Sql.row(Sql.source(database, "select value from t"), "value"));
  }

  @Test
  void areReadThroughAMySqlAddressToo() throws Exception {
    SqlDatabase database = mariaDb.get().freshDatabase();
    String url = database.jdbcUrl().replace("jdbc:mariadb:", "jdbc:mysql:");
    SqlSource source =
        new SqlSource(
            Sql.settings(url, database.user(), database.password()), Sql.whole("select 1 as id"));

    assertEquals(List.of("1"), Sql.row(source, "id"));
    assertEquals("MariaDB", source.kind());
  }

  @Test
  void areAllThereWhateverLimitTheServerSets() throws Exception {
    SqlDatabase database = mariaDb.get().freshDatabase();
    SqlSettings limited =
        Sql.settings(
            database.jdbcUrl() + "?sessionVariables=sql_select_limit=2",
            database.user(),
            database.password());

    SqlSource source = new SqlSource(limited, Sql.whole("select seq as id from seq_1_to_30000"));

    assertEquals(30_000, Sql.read(source, "id").size());
  }
}
