// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.core.expression.Compilation;
import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Expressions;
import dev.rollcall.core.expression.Names;
import dev.rollcall.core.expression.Row;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingTest {
  private final Map<String, List<String>> row = new HashMap<>();
  private final List<AttributeMapping> attributes = new ArrayList<>();
  private Optional<Expression> label = Optional.empty();
  private Map<Kind, Condition> permissions = Map.of();

  MappingTest() {
    row.put("id", List.of("4711"));
    row.put("status", List.of("active"));
    row.put("login", List.of("a.holm"));
    row.put("name", List.of("Anna Holm"));
    attribute("uid", "login", Optional.empty());
    attribute("cn", "name", Optional.empty());
  }

  private void attribute(String name, String text, Optional<Content> fallback) {
    Content content = new Content.Computed(expression(text));
    attributes.add(new AttributeMapping(name, content, AttributeRule.ALWAYS, fallback));
  }

  private static Expression expression(String text) {
    return switch (Expressions.value(text, Names.open())) {
      case Compilation.Compiled<Expression>(Expression result) -> result;
      case Compilation.Rejected<Expression> rejected ->
          throw new IllegalArgumentException(rejected.toString());
    };
  }

  private static Condition condition(String text) {
    return switch (Expressions.condition(text, Names.open())) {
      case Compilation.Compiled<Condition>(Condition result) -> result;
      case Compilation.Rejected<Condition> rejected ->
          throw new IllegalArgumentException(rejected.toString());
    };
  }

  private Mapping mapping() {
    return new Mapping(
        "hr",
        expression("id"),
        Optional.of(condition("status == 'active'")),
        attributes,
        label,
        permissions);
  }

  private Mapped mapped() {
    return mapping().map(Row.of(row), "row 7");
  }

  private Mapped.Wanted wanted() {
    return assertInstanceOf(Mapped.Wanted.class, mapped());
  }

  private Mapped.Held held(String code) {
    Mapped.Held held = assertInstanceOf(Mapped.Held.class, mapped());
    assertEquals(code, held.problems().getFirst().code());
    return held;
  }

  @Test
  void givesWhatTheAccountShouldHold() {
    assertEquals(new Anchor("4711"), wanted().anchor());
    assertEquals(List.of(List.of("a.holm"), List.of("Anna Holm")), wanted().values());
  }

  @Test
  void isAbsentWhereTheSourceHasNothing() {
    row.put("name", List.of());

    assertEquals(List.of(), wanted().values().get(1));
  }

  @Test
  void takesTheDefaultWhereTheSourceHasNothing() {
    attribute("title", "title", Optional.of(new Content.Literal(List.of("Artist"))));
    assertEquals(List.of("Artist"), wanted().values().get(2));

    row.put("title", List.of("Lead"));
    assertEquals(List.of("Lead"), wanted().values().get(2));
  }

  @Test
  void doesNotTakeTheDefaultForAFailure() {
    attribute("room", "string(int(room))", Optional.of(new Content.Literal(List.of("0"))));
    row.put("room", List.of("cellar"));

    Mapped.Held held = held("DATA-EXPRESSION");

    assertEquals(Optional.of(new Anchor("4711")), held.anchor());
    assertEquals(List.of("a.holm"), held.values().getFirst());
  }

  @Test
  void saysWhichInputAnExpressionFailedOn() {
    attribute("room", "string(int(room))", Optional.empty());
    row.put("room", List.of("cellar"));

    String why = held("DATA-EXPRESSION").problems().getFirst().why();

    assertEquals(true, why.endsWith("(room = [cellar])"), why);
  }

  @Test
  void leavesOutWhomWhereDoesNotWantAndSaysWhy() {
    row.put("status", List.of("left"));

    Mapped.OutOfScope out = assertInstanceOf(Mapped.OutOfScope.class, mapped());

    assertEquals("status is 'left'", out.because());
    assertEquals(List.of("a.holm"), out.values().getFirst());
  }

  @Test
  void holdsARowOfWhichWhereCannotBeTold() {
    row.remove("status");

    assertEquals(Optional.of(new Anchor("4711")), held("DATA-WHERE").anchor());
  }

  @Test
  void holdsARowWithoutOneUsableAnchor() {
    for (List<String> unusable : List.of(List.<String>of(), List.of(" "), List.of("1", "2"))) {
      row.put("id", unusable);

      assertEquals(Optional.empty(), held("DATA-NO-ANCHOR").anchor());
    }
  }

  @Test
  void callsAPersonByNameAndAnchor() {
    assertEquals("Anna Holm · hr 4711", wanted().label());

    label = Optional.of(expression("login"));
    assertEquals("a.holm · hr 4711", wanted().label());

    label = Optional.empty();
    row.remove("name");
    assertEquals("hr 4711", wanted().label());
  }

  @Test
  void callsAPersonTheSameInWhateverOrderTheNamesCome() {
    row.put("name", List.of("Anna Holm", "Anna Ek"));

    assertEquals("Anna Ek · hr 4711", wanted().label());
  }

  @Test
  void allowsAKindOfChangeOnlyWhereItsConditionHolds() {
    permissions = Map.of(Kind.RENAME, condition("team == 'it'"));
    assertEquals(0, wanted().allowed() & Kind.RENAME.bit());
    assertEquals(Kind.UPDATE.bit(), wanted().allowed() & Kind.UPDATE.bit());

    row.put("team", List.of("it"));
    assertEquals(Kind.RENAME.bit(), wanted().allowed() & Kind.RENAME.bit());
  }

  @Test
  void knowsEverythingThatMustBeReadOnceEach() {
    attribute("title", "title", Optional.of(new Content.Computed(expression("login"))));
    permissions = Map.of(Kind.RENAME, condition("team == 'it'"));

    assertEquals(
        List.of("id", "status", "login", "name", "title", "team"), List.copyOf(mapping().inputs()));
  }
}
