// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistakeTest {
  private static final Names HR =
      Names.of(List.of("id", "username", "email", "full_name", "status"))
          .withBooleans(List.of("disabled"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          usrname                    | 1:1 unknown name usrname; did you mean username?
          usrname.lower()            | 1:1 unknown name usrname; did you mean username?
          all.emial                  | 1:1 unknown name all.emial; did you mean all.email?
          all.emial.first()          | 1:1 unknown name all.emial; did you mean all.email?
          column('emial')            | 1:8 unknown name emial; did you mean email?
          column(email)              | 1:8 column() needs a name written out; put the name in quotes: column('first name')
          nothing_like_it            | 1:1 unknown name nothing_like_it
          account.email              | 1:1 account.email cannot be used here: there is no account yet
          email.fist()               | 1:7 unknown function fist(); did you mean first()?
          email.lower().lowr()       | 1:15 unknown function lowr(); did you mean lower()?
          has(email)                 | 1:1 unknown function has(); write present(name)
          email.lower                | 1:6 text has no part .lower; a function needs brackets: .lower()
          email.lowerascii           | 1:6 text has no part .lowerascii; did you mean .lowerAscii()?
          email.take('5')            | 1:7 take() cannot be used with text and text; it is written text.take(whole number)
          default(email)             | 1:1 default() cannot be used with text; it is written default(name, other)
          id == 5                    | 1:4 id is text, and 5 is a whole number; compare with '5', or write int(id) == 5
          5 != id                    | 1:3 id is text, and 5 is a whole number; compare with '5', or write int(id) != 5
          id > 5                     | 1:4 id is text, and 5 is a whole number; write int(id) > 5
          id + 5                     | 1:4 id is text, and 5 is a whole number; write string(5) to join texts, or int(id) to count
          id == null                 | 1:4 id is text here; there is no null; write !present(id)
          disabled == 'true'         | 1:10 'true' is text, and disabled is true or false; write disabled, or !disabled
          all.email == 'a'           | 1:11 'a' is text, and all.email is a list of texts; write 'a' in all.email
          full-name                  | 1:1 unknown name full
          id - email                 | 1:4 - cannot be used with text; for a name with a hyphen write column('id-email')
          id in 'abc'                | 1:4 in looks for a value in a list of its own kind; here are text and text; write name in ['a', 'b'], or text.contains('a')
          status && disabled         | 1:8 status is text where true or false is needed; compare it: status == '...', or write present(status)
          status ? 'a' : 'b'         | 1:8 status is text where true or false is needed; compare it: status == '...', or write present(status)
          disabled ? 'a' : 1         | 1:10 both results must be of one kind; here are text and a whole number; write '' for nothing, and string(x) to make a text of x
          email.map(x, x)            | 1:1 only a list can be gone through; all.name is the list of all values of a name
          ['a', 1].map(x, x)         | 1:17 everything in a list or table must be of one kind
          email.extract('(')         | 1:15 the pattern cannot be read: missing closing )
          email.extract(id)          | 1:15 the pattern of extract() must be written out, in quotes
          email.extract('a', 1)      | 1:20 the group must be a number from 0 to 0
          email.matches('((a{99}){99}){99}') | 1:15 the pattern repeats too much
          email.stripAccents('xx')   | 1:20 stripAccents() knows the spelling of 'de' only
          {'a': 'b'}                 | 1:1 this gives no value but a table
          5u                         | 1:1 only texts, numbers, true and false can be written out
          null                       | 1:1 there is no null here: write '' for nothing
          """)
  void saysWhereAndWhatAndHowToPutItRight(String text, String expected) {
    List<Mistake> mistakes = Tried.mistakes(text, HR);

    assertEquals(expected, said(mistakes.getFirst()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          id = '5'               ~ 1:4 a single = does not compare; write == to compare
          id | id                ~ 1:4 a single | has no meaning; write || for or
          id & id                ~ 1:4 a single & has no meaning; write && for and
          id == '5' and disabled ~ 1:11 and is not expected here; write && for and
          id == '5' OR disabled  ~ 1:11 OR is not expected here; write || for or
          not disabled           ~ 1:5 disabled is not expected here; write ! for not
          id <> '5'              ~ 1:5 > is not expected here; write != for not equal
          email is null          ~ 1:7 is is not expected here; write == to compare, or !present(name) for nothing
          'abc                   ~ 1:1 this text cannot be read: a closing quote is missing, or \\ stands before a character that it does not go with; write \\\\ for a single \\
          (id                    ~ 1:4 a closing ) is missing
          id ==                  ~ 1:6 the expression ends too early
          id email               ~ 1:4 email is not expected here
          id..email              ~ 1:4 this cannot be read
          id § 5                 ~ 1:4 this character has no meaning: §
          all.email.map('x', id) ~ 1:15 a plain name is needed here, as in list.map(x, x.lower())
          Foo{a: 1}              ~ 1:4 a table has no name in front of {; put the keys in quotes: {'a': 'b'}
          """)
  void saysWhatIsNotTheLanguage(String text, String expected) {
    List<Mistake> mistakes = Tried.mistakes(text, HR);

    assertEquals(expected, said(mistakes.getFirst()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t"})
  void anEmptyTextIsAMistake(String text) {
    assertEquals("1:1 the expression is empty", said(Tried.mistakes(text, HR).getFirst()));
  }

  @Test
  void findsAllMistakesAtOnceInOrder() {
    List<Mistake> mistakes =
        Tried.mistakes("usrname.lower() +\n  emial.fist() + (id == 5 ? 'a' : 'b')", HR);

    assertEquals(
        """
        1:1 unknown name usrname; did you mean username?
        2:3 unknown name emial; did you mean email?
        2:9 unknown function fist(); did you mean first()?
        2:22 id is text, and 5 is a whole number; compare with '5', or write int(id) == 5\
        """,
        mistakes.stream().map(MistakeTest::said).collect(Collectors.joining("\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          status         | text
          'yes'          | text
          5              | a whole number
          status + 'x'   | text
          size(status)   | a whole number
          all.status     | a list of texts
          """)
  void aConditionMustBeTrueOrFalse(String text, String kind) {
    Mistake mistake = Tried.conditionMistakes(text, HR).getFirst();

    assertEquals("must be true or false, this is " + kind, mistake.message());
    assertFalse(mistake.suggestion().isEmpty());
  }

  @Test
  void anythingGoesWhereTheNamesAreNotKnown() {
    assertEquals(List.of("x"), Tried.values("whatever + ''", Tried.row("whatever=x")));
  }

  @Test
  void aTextThatIsTooLongIsNotRead() {
    Mistake mistake = Tried.mistakes("'" + "a".repeat(5_000) + "'", HR).getFirst();

    assertEquals("the expression has more than 4,096 characters", mistake.message());
  }

  private static String said(Mistake mistake) {
    return mistake.line()
        + ":"
        + mistake.column()
        + " "
        + mistake.message()
        + mistake.suggestion().map(suggestion -> "; " + suggestion).orElse("");
  }
}
