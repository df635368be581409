// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select id, username from users | id username",
        "SELECT u.id, hr.u.mail AS email, u.name n FROM hr.u | id email n",
        "select \"Full Name\", `x y`, [z] from t | Full Name x y z",
        "select lower(a, 'x, from') as b, case when c then 1 else 2 end as d from t | b d",
        "select (select max(x) from y) as top_one, b from t | top_one b",
        "select 1 as id | id",
        "select a::text as a from t | a",
        "select 'it''s' as q, b from t | q b",
      })
  void readsThePlainOnes(String query, String names) {
    assertEquals(names, String.join(" ", SelectList.names(query).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from users",
        "select u.*, x from users u",
        "select count(*) from users",
        "select a::text from t",
        "select a -- b\n, c from t",
        "select a /* , */ from t",
        "select distinct on (a) a, b from t",
        "select top 5 a from t",
        "select not a from t",
        "with x as (select 1 as a) select a from x",
        "call people()",
        "select",
        "select a, from t",
        "select 'a from t",
        "",
      })
  void saysNothingOfTheOthers(String query) {
    Optional<List<String>> names = SelectList.names(query);

    assertEquals(Optional.empty(), names);
  }
}
