// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {
  private static final Row MARA =
      Tried.row(
          "username=mara.lind",
          "email=Mara.Lind@Example.com",
          "full_name=Mara Élodie Lind",
          "first_name=Mara",
          "last_name=Lind",
          "mail=b@x",
          "mail=a@x",
          "empty=",
          "id=42");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          username                                 | mara.lind
          email.lowerAscii()                       | mara.lind@example.com
          full_name.split(' ').last()              | Lind
          first_name + ' ' + last_name             | Mara Lind
          default(login, email.split('@').first()) | Mara.Lind
          default(login, nick, 'none')             | none
          default(empty, 'none')                   | none
          default(login.trim() + 'x', 'none')      | none
          default(default(login, nick), id)        | 42
          int(id) + 1                              | 43
          1.5 + 1.0                                | 2.5
          double(id) / 2.0                         | 21
          id == '42'                               | true
          present(login) ? 'has one' : 'has none'  | has none
          id in ['41', '42']                       | true
          {'42': 'answer'}[id]                     | answer
          default({'1': 'one'}[id], 'other')       | other
          default(full_name.split(' ')[9], '')     | -
          'a' + 'b'                                | ab
          ''                                       | -
          empty                                    | -
          all.mail.map(m, m.upper()).join(' ')     | B@X A@X
          all.login.size()                         | 0
          """)
  void givesWhatThePersonMeans(String expression, String expected) {
    assertEquals(List.of(expected), Tried.values(expression, MARA));
  }

  @Test
  void aSingleNameGivesAllOfItsValuesInTheirOrder() {
    assertEquals(List.of("b@x", "a@x"), Tried.values("mail", MARA));
    assertEquals(List.of("b@x", "a@x"), Tried.values("all.mail", MARA));
  }

  @Test
  void withinALargerExpressionANameIsTheLeastOfItsValuesInCodePointOrder() {
    Row row = Tried.row("n=\uFB01", "n=\uD83D\uDE00", "n=z");

    assertEquals(List.of("z"), Tried.values("n + ''", row));
    assertEquals(
        List.of("\uFB01"), Tried.values("n + ''", Tried.row("n=\uD83D\uDE00", "n=\uFB01")));
  }

  @Test
  void aListGivesSeveralValuesWithoutEmptyOnesAndWithoutRepetition() {
    assertEquals(List.of("a", "b"), Tried.values("['a', '', 'b', 'a']", MARA));
    assertEquals(List.of("-"), Tried.values("['', '']", MARA));
  }

  @Test
  void namesAreFoundWhateverTheirCaseAndReportedAsWritten() {
    Expression expression = Tried.expression("Full_Name.upper() + USERNAME + all.Mail.join()");

    assertEquals(
        new Evaluation.Values(List.of("MARA ÉLODIE LINDmara.lindb@xa@x")),
        expression.evaluate(MARA));
    assertEquals(List.of("Full_Name", "USERNAME", "Mail"), List.copyOf(expression.inputs()));
  }

  @Test
  void namesThatAreNoWordsAreWrittenInQuotes() {
    Row row = Tried.row("first name=Mara", "user-class=a", "user-class=b", "in=x", "package=p");

    assertEquals(List.of("Mara"), Tried.values("column('first name')", row));
    assertEquals(List.of("a", "b"), Tried.values("values('user-class')", row));
    assertEquals(List.of("a", "b"), Tried.values("all.`user-class`", row));
    assertEquals(List.of("xp"), Tried.values("column('in') + package", row));
    assertEquals(Set.of("first name"), Tried.expression("column('first name')").inputs());
  }

  @Test
  void saysWhichNameIsAbsent() {
    assertEquals(new Evaluation.Absent("login"), Tried.expression("id + login").evaluate(MARA));
    assertEquals(new Evaluation.Absent("login"), Tried.expression("login").evaluate(MARA));
    assertEquals(
        new Evaluation.Absent("id.substring(2)"),
        Tried.expression("id.substring(2)").evaluate(MARA));
  }

  @Test
  void readsTheExistingAccountWhereThereIsOne() {
    Names names = Names.open().withAccount();
    Expression expression = Tried.expression("default(account.department, id)", names);

    Evaluation without = expression.evaluate(MARA);
    Evaluation with = expression.evaluate(MARA, Tried.row("Department=Light"));

    assertEquals(new Evaluation.Values(List.of("42")), without);
    assertEquals(new Evaluation.Values(List.of("Light")), with);
    assertEquals(Set.of("department"), expression.accountInputs());
    assertEquals(Set.of("id"), expression.inputs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 / (int(id) - 42)             | 1 cannot be divided by 0
          1 % (int(id) - 42)             | 1 cannot be divided by 0
          int(username)                  | 'mara.lind' is not a whole number
          double(username)               | 'mara.lind' is not a number
          bool(id)                       | '42' is not true or false
          timestamp(id)                  | '42' is not a date or time such as 2026-11-20 or 2026-11-20T09:30:00Z
          full_name.split(' ')[3]        | there is no item [3], the list has 3, counted from 0
          {'a': 'b'}[id]                 | the table has no entry for '42'
          id.substring(1, 5)             | substring(1, 5) is outside '42', which has 2 characters
          id.charAt(2)                   | charAt(2) is outside '42', which has 2 characters
          9223372036854775807 + int(id)  | the number is too large
          id.padLeft(4, 'ab')            | padLeft needs a single character, not 'ab'
          """)
  void failsInPlainWordsWithTheValue(String expression, String why) {
    assertEquals(new Evaluation.Failed(why), Tried.expression(expression).evaluate(MARA));
  }

  @Test
  void textOfAnExpressionIsKept() {
    assertEquals(" email.lower() ", Tried.expression(" email.lower() ").toString());
    assertEquals("id == '1'", Tried.condition("id == '1'").toString());
  }
}
