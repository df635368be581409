// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
  private static final Truth TRUE = new Truth.True();
  private static final Truth FALSE = new Truth.False();

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          status == 'active'                               ~ yes
          status != 'active'                               ~ no
          gone == 'x'                                      ~ gone
          gone != 'x'                                      ~ gone
          !(gone == 'x')                                   ~ gone
          gone == 'x' || status == 'active'                ~ yes
          status == 'active' || gone == 'x'                ~ yes
          gone == 'x' || status == 'left'                  ~ gone
          status == 'left' || gone == 'x'                  ~ gone
          gone == 'x' && status == 'left'                  ~ no
          status == 'left' && gone == 'x'                  ~ no
          gone == 'x' && status == 'active'                ~ gone
          !(gone == 'x' || status == 'left')               ~ gone
          (gone == 'x' || status == 'left') == true        ~ gone
          (gone == 'x' || status == 'left') == false       ~ gone
          (gone == 'x' || status == 'left') != true        ~ gone
          (gone == 'x' || status == 'left') in [false]     ~ gone
          [gone == 'x' || false][0]                        ~ gone
          (gone == 'x' || status == 'left') ? true : false ~ gone
          (gone == 'x' ? true : true) || false             ~ gone
          present(gone)                                    ~ no
          !present(gone)                                   ~ yes
          present(status) && status == 'active'            ~ yes
          present(gone) && gone == 'x'                     ~ no
          default(gone, 'x') == 'x'                        ~ yes
          default(gone == 'x', true)                       ~ yes
          all.gone == []                                   ~ yes
          all.mail.exists(m, m == gone)                    ~ gone
          all.mail.exists(m, m == gone || m == 'a@x')      ~ yes
          all.mail.all(m, m == gone && m == 'z')          ~ no
          all.mail.all(m, m.endsWith('@x'))                ~ yes
          all.mail.exists_one(m, m == 'a@x')               ~ yes
          all.mail.filter(m, m == gone || m == 'z') == []  ~ gone
          all.gone.all(m, m == status)                     ~ yes
          all.gone.exists(m, m == status)                  ~ no
          """)
  void anAbsentValueNeverDecides(String condition, String expected) {
    Row row = Tried.row("status=active", "mail=b@x", "mail=a@x");

    Truth truth = Tried.condition(condition).test(row);

    Truth wanted =
        switch (expected) {
          case "yes" -> TRUE;
          case "no" -> FALSE;
          default -> new Truth.Unknown(expected);
        };
    assertEquals(wanted, truth);
  }

  @Test
  void aFailureIsNotMistakenForAnAnswer() {
    Row row = Tried.row("age=old");

    assertEquals(
        new Truth.Failed("'old' is not a whole number"),
        Tried.condition("!(int(age) > 5 || false)").test(row));
    assertEquals(TRUE, Tried.condition("int(age) > 5 || true").test(row));
    assertEquals(
        new Truth.Failed("'old' is not a whole number"),
        Tried.condition("default(int(age) > 5, true)").test(row));
    assertEquals(
        new Truth.Failed("'old' is not a whole number"),
        Tried.condition("present(int(age))").test(row));
  }

  @ParameterizedTest
  @CsvSource({
    "true,yes",
    "T,yes",
    "1,yes",
    "Yes,yes",
    "on,yes",
    "false,no",
    "f,no",
    "0,no",
    "NO,no",
    "off,no",
    "maybe,failed"
  })
  void readsTheWaysInWhichSystemsWriteTrueAndFalse(String written, String expected) {
    Names names = Names.of(List.of("id")).withBooleans(List.of("Disabled"));
    Row row = Tried.row("disabled=" + written);

    Truth plain = Tried.condition("disabled", names).test(row);
    Truth larger = Tried.condition("disabled && true", names).test(row);

    Truth wanted =
        switch (expected) {
          case "yes" -> TRUE;
          case "no" -> FALSE;
          default -> new Truth.Failed("disabled is 'maybe', not true or false");
        };
    assertEquals(wanted, plain);
    assertEquals(wanted, larger);
  }

  @Test
  void constantsNeedNoRow() {
    assertEquals(TRUE, Tried.condition("true").test(Row.empty()));
    assertEquals(FALSE, Tried.condition(" false ").test(Row.empty()));
  }

  @Test
  void asksTheAccount() {
    Names names = Names.open().withAccount();
    Condition moved = Tried.condition("account.department != department", names);

    Truth truth = moved.test(Tried.row("department=Light"), Tried.row("department=Layout"));

    assertEquals(TRUE, truth);
    assertEquals(
        new Truth.Unknown("account.department"), moved.test(Tried.row("department=Light")));
  }
}
