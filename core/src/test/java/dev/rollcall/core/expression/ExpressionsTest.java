// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"username", " all.mail ", "'text'", "\"text\"", "42", "true"})
  void plainMappingsDoWithoutTheLanguage(String text) throws Exception {
    assertTrue(compiledWithoutCel("value", text).startsWith("Compiled"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "unknown"})
  void plainConditionsDoWithoutTheLanguage(String text) throws Exception {
    compiledWithoutCel("condition", text);
  }

  @Test
  void everythingElseNeedsIt() {
    InvocationTargetException failed =
        assertThrows(InvocationTargetException.class, () -> compiledWithoutCel("value", "a + b"));

    assertInstanceOf(NoClassDefFoundError.class, failed.getCause());
  }

  @Test
  void manyThreadsMayUseOneExpression() {
    Expression expression = Tried.expression("all.n.map(x, x + '!').join(n)");

    Set<String> wrong =
        IntStream.range(0, 20_000)
            .parallel()
            .mapToObj(Integer::toString)
            .filter(n -> !expression.evaluate(Tried.row("n=" + n)).equals(values(n + "!")))
            .collect(Collectors.toSet());

    assertEquals(Set.of(), wrong);
  }

  @Test
  void givesTheNamesThatItReadsInOrder() {
    Expression expression =
        Tried.expression("default(login, all.alias.map(x, x + suffix).first()) + login");

    assertEquals(List.of("login", "alias", "suffix"), List.copyOf(expression.inputs()));
    assertEquals(Set.of("status"), Tried.condition("status == 'x'").inputs());
    assertEquals(Set.of("mail"), Tried.expression("all.mail").inputs());
    assertEquals(Set.of(), Tried.expression("'mail'").inputs());
  }

  private static Evaluation values(String value) {
    return new Evaluation.Values(List.of(value));
  }

  private static String compiledWithoutCel(String method, String text) throws Exception {
    URL classes = Expressions.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> names = alone.loadClass(Names.class.getName());
      Object open = names.getMethod("open").invoke(null);
      return alone
          .loadClass(Expressions.class.getName())
          .getMethod(method, String.class, names)
          .invoke(null, text, open)
          .toString();
    }
  }
}
