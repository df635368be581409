// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "  SELECT\n1;  ",
        "(select 1) union (select 2)",
        "with a as (select 1) select * from a",
        "values (1), (2)",
        "table users",
        "show tables",
        "-- why; because\nselect 1",
        "/* why; */ select 1 -- the end;",
        "select ';', \"a;b\" from t",
        "select 'it''s; fine'",
        "select $$a;b$$, $x$ c; $$ d $x$",
        "select E'it\\'s; fine'",
        "select '\\', 1; -- one backslash"
      })
  void readsInPostgres(String query) {
    assertTrue(QueryText.of(query, new PostgreSql()).reads(), query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# why; because\nselect 1",
        "select 'it\\'s; fine'",
        "select `a;b` from t",
        "select \"a\\\"; b\""
      })
  void readsInMariaDb(String query) {
    assertTrue(QueryText.of(query, new MariaDb()).reads(), query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-- nothing",
        "insert into users select 1",
        "selection",
        "call everything()",
        "select 1; delete from users",
        "select '\\'; delete from users; --'",
        "select $1$; delete from users; --$1$"
      })
  void doesNotReadInPostgres(String query) {
    assertFalse(QueryText.of(query, new PostgreSql()).reads(), query);
  }

  @Test
  void losesOnlyTheSemicolonAndWhatFollowsIt() {
    assertEquals(
        "select ';' -- a;\n", QueryText.of("select ';' -- a;\n; -- b", new PostgreSql()).text());
  }
}
