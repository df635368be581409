// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRuleTest {
  @Test
  void aCorrectedCapitalIsADifference() {
    assertNotEquals(ValueRule.EXACT.normal("anna"), ValueRule.EXACT.normal("Anna"));
    assertNotEquals(ValueRule.EXACT.normal("a b"), ValueRule.EXACT.normal("a  b"));
  }

  @Test
  void howALetterIsComposedIsNoDifference() {
    assertEquals(ValueRule.EXACT.normal("Zo\u00eb"), ValueRule.EXACT.normal("Zoe\u0308"));
    assertEquals(ValueRule.EXACT.normal("\u00c5"), ValueRule.EXACT.normal("\u212b"));
  }

  @Test
  void whoIsLookedForIsFoundWhateverTheCaseAndTheSpaces() {
    assertEquals(
        ValueRule.IGNORE_CASE.normal(" Anna\t Holm "), ValueRule.IGNORE_CASE.normal("anna holm"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "t", "yes", "1", " True "})
  void thereAreSeveralSpellingsOfTrue(String spelling) {
    assertEquals("TRUE", ValueRule.BOOLEAN.normal(spelling));
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", "f", "no", "0"})
  void thereAreSeveralSpellingsOfFalse(String spelling) {
    assertEquals("FALSE", ValueRule.BOOLEAN.normal(spelling));
  }

  @Test
  void whatIsNoBooleanStaysAsItIs() {
    assertEquals("perhaps", ValueRule.BOOLEAN.normal("perhaps"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "20261120120000Z=20261120130000+0100",
        "20261120120000Z=20261120120000.0Z",
        "20261120120000Z=20261120120000,000Z",
        "20261120120000Z=202611201200Z",
        "20261120120000Z=2026112012Z",
        "20261120120000Z=20261120130000+01",
        "20261120120000Z=20261120063000-0530",
        "20261120120000.5Z=20261120120000.500Z",
        "20261120120030Z=202611201200.5Z",
        "20261120123000Z=2026112012.5Z",
      })
  void oneInstantHasManyNotations(String first, String second) {
    assertEquals(ValueRule.TIME.normal(first), ValueRule.TIME.normal(second));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"20261120120001Z", "20261120120000.1Z", "20261120120000+0100", "2026112013Z"})
  void anotherInstantIsADifference(String other) {
    assertNotEquals(ValueRule.TIME.normal("20261120120000Z"), ValueRule.TIME.normal(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "tomorrow", "20261341120000Z", "20261120120000", "20261120120000+9900"})
  void whatIsNoTimeStaysAsItIs(String text) {
    assertEquals(text, ValueRule.TIME.normal(text));
  }

  @Test
  void valuesAreASet() {
    assertEquals(
        ValueRule.EXACT.normal(List.of("b", "a", "b")), ValueRule.EXACT.normal(List.of("a", "b")));
    assertEquals(List.of(), ValueRule.EXACT.normal(List.of()));
    assertEquals(List.of("a"), ValueRule.IGNORE_CASE.normal(List.of("A", "a")));
  }
}
