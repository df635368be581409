// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.expression.Compilation;
import dev.rollcall.core.expression.Expressions;
import dev.rollcall.core.expression.Names;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static final Script.Scope SCOPE = new Script.Scope("srcBean", true, _ -> true);

  @ParameterizedTest
  @CsvSource(
      delimiterString = " ~ ",
      quoteCharacter = '`',
      value = {
        "'a' + \"b\" ~ 'ab'",
        "V('x') ~ x",
        "V('user-class') ~ column('user-class')",
        "V('x').toUpperCase() + '.' ~ x.upper() + '.'",
        "V('x').toLowerCase().trim() ~ x.lower().trim()",
        "V('x').substring(0, 3) ~ x.take(3)",
        "V('x').substring(2) ~ x.substring(2)",
        "V('x').charAt(0) + V('y') ~ x.charAt(0) + y",
        "V('x').replace(/[^a-z]/gi, '') ~ x.replaceRegex('(?i)[^a-z]', '')",
        "V('x').replace(' ', '.') ~ x.replace(' ', '.', 1)",
        "V('x') == null ? 'none' : V('x') ~ !present(x) ? 'none' : x",
        "V('x') != '' && V('y') === 'b' ~ present(x) && y == 'b'",
        "V('x') || 'none' ~ default(x, 'none')",
        "(V('x') == 'a' || V('x') == 'b') && !V('y').isEmpty() ~ (x == 'a' || x == 'b') &&"
            + " present(y)",
        "V('x').split('@')[0] ~ x.split('@').first()",
        "srcBean.getDatasetValuesById('x').size() > 0 ~ all.x.size() > 0",
        "gr:V('x') + '@example.com'; ~ x + '@example.com'",
        "V('x').equalsIgnoreCase('Yes') ~ x.lower() == 'Yes'.lower()",
        "'it\\'s ' + V('x') ~ 'it\\'s ' + x",
      })
  void translatesTheSimpleOnes(String script, String expression) {
    String written = script.replaceAll("V\\(", "srcBean.getDatasetFirstValueById(");

    String text = Script.translated(written, SCOPE).text();

    assertEquals(expression, text);
    assertInstanceOf(Compilation.Compiled.class, Expressions.value(text, Names.open()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ldap.attribute('x', 'y')",
        "dstBean.getDatasetFirstValueById('x')",
        "var a = 1; a",
        "srcBean.getDatasetFirstValueById(name)",
        "function() { return 1 }",
        "srcBean.getDatasetFirstValueById('x').foo()",
        "new java.util.Date()",
        "`text`",
        "'a' +",
        "",
        "null",
        "1 + 2",
        "gr:\"${srcBean.x}\"",
      })
  void givesTheOthersUp(String script) {
    assertThrows(Untranslated.class, () -> Script.translated(script, SCOPE));
  }
}
