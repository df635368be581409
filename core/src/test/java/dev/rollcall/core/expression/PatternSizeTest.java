// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^[a-z]{1,64}@[a-z0-9.-]{1,255}$",
        "(a{100}){100}",
        "[({[)]{5}\\{9999\\}",
        "{",
        "a{",
        "a{,}",
        "a{x}",
        ")))",
        "[",
        "\\"
      })
  void ordinaryPatternsFit(String pattern) {
    assertFalse(PatternSize.isTooLarge(pattern));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{100}){100}){100}",
        "(((a{2,99})b{3}){99,}c){99}",
        "(?:(?:[a-z]{999}){999})",
        "a{99999}"
      })
  void nestedRepetitionsMultiply(String pattern) {
    assertTrue(PatternSize.isTooLarge(pattern));
  }
}
