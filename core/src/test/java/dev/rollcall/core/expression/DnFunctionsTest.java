// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnFunctionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mara Lind",
        "Lind, Mara",
        " both ends ",
        "  ",
        "#hash",
        "a+b=c;\"d\"<e>\\f\\41",
        "Élodie 🎬 Åsa",
        "nul\0nul",
        "line\nbreak\ttab",
        "\\",
        "ends in \\ "
      })
  void whateverIsEscapedComesBackAsItWas(String value) {
    String dn = "cn=" + DnFunctions.escape(value) + ",ou=people,dc=example";

    Object back = DnFunctions.firstValue(dn);

    assertEquals(value, back);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mara", "=mara"})
  void whatBeginsWithNoNameHasNoValue(String text) {
    assertInstanceOf(Nothing.Absence.class, DnFunctions.firstValue(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CN=Mara Lind",
        "CN = Mara Lind ,DC=x",
        "cn=Mara Lind+uid=m,dc=x",
        "cn=Mara\\20Lind"
      })
  void spacesAroundAndWhatFollowsAreNoPartOfTheValue(String dn) {
    assertEquals("Mara Lind", DnFunctions.firstValue(dn));
  }
}
