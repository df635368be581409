// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.query.Criterion.Compare;
import dev.rollcall.sandbox.ftrack.query.Criterion.Literal;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operand;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operator;
import dev.rollcall.sandbox.ftrack.query.Query.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  @Test
  void readsAnEntityTypeAlone() {
    Query query = Query.parse("User");

    assertEquals(
        new Query(List.of(), "User", Optional.empty(), List.of(), 0, OptionalInt.empty()), query);
  }

  @Test
  void readsProjectionsAcrossRelations() {
    Query query = Query.parse("select id,user_type.name , memberships.group.name from User");

    assertEquals(
        List.of(Path.of("id"), Path.of("user_type.name"), Path.of("memberships.group.name")),
        query.projections());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"User limit 5 offset 10", "User offset 10 limit 5", "User OFFSET 10 LIMIT 5"})
  void readsLimitAndOffsetInBothOrders(String expression) {
    Query query = Query.parse(expression);

    assertEquals(10, query.offset());
    assertEquals(OptionalInt.of(5), query.limit());
  }

  @Test
  void readsFourWordsOfDirection() {
    Query query =
        Query.parse("User order by a, b asc, c descending, d.e desc, f ascending limit 1");

    assertEquals(
        List.of(false, false, true, true, false),
        query.order().stream().map(Query.Order::descending).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "=, IS",
    "is, IS",
    "!=, IS_NOT",
    "is_not, IS_NOT",
    ">, GREATER",
    "after, GREATER",
    "greater_than, GREATER",
    "<, LESS",
    "before, LESS",
    "less_than, LESS",
    ">=, AT_LEAST",
    "<=, AT_MOST",
    "like, LIKE",
    "not_like, NOT_LIKE"
  })
  void readsEveryOperator(String written, Operator operator) {
    Query query = Query.parse("User where username " + written + " x");

    assertEquals(compare(operator, new Literal("x", false)), query.where().orElseThrow());
  }

  @Test
  void readsOperatorsWithoutSpacesAroundThem() {
    Query query = Query.parse("User where username='x'");

    assertEquals(compare(Operator.IS, new Literal("x", true)), query.where().orElseThrow());
  }

  @Test
  void readsAWordRightBehindAClosingQuote() {
    Query query =
        Query.parse(
            "User where (configuration_id is \"a\"and entity_id is \"b\") or (id is \"c\")");

    Criterion.Or or = assertInstanceOf(Criterion.Or.class, query.where().orElseThrow());
    assertInstanceOf(Criterion.And.class, or.any().getFirst());
  }

  @Test
  void bindsAndTighterThanOrAndNotTightest() {
    Query query = Query.parse("User where a is 1 or not b is 2 and c is 3");

    Criterion.Or or = assertInstanceOf(Criterion.Or.class, query.where().orElseThrow());
    Criterion.And and = assertInstanceOf(Criterion.And.class, or.any().getLast());
    assertInstanceOf(Criterion.Not.class, and.all().getFirst());
  }

  @Test
  void readsListsWithAndWithoutQuotesAndSpaces() {
    Query query = Query.parse("User where id in (8d441cf8-3b1e-41a1, \"b\",'c' ,d)");

    assertEquals(
        List.of("8d441cf8-3b1e-41a1", "b", "c", "d"),
        listed(query).literals().stream().map(Literal::text).toList());
  }

  @Test
  void readsAnEmptyListAndOneThatLooksLikeASelect() {
    Query empty = Query.parse("User where id in ()");
    Query words = Query.parse("User where id in (select, from)");

    assertEquals(0, listed(empty).literals().size());
    assertEquals(2, listed(words).literals().size());
  }

  @Test
  void readsNestedSelects() {
    Query query =
        Query.parse("User where id not_in (select user_id from Membership where group.name is x)");

    Compare compare = assertInstanceOf(Compare.class, query.where().orElseThrow());
    Operand.Nested nested = assertInstanceOf(Operand.Nested.class, compare.operand());
    assertEquals("Membership", nested.query().entityType());
  }

  @Test
  void readsRelationsWithAndWithoutACriterion() {
    Query query = Query.parse("User where not memberships any () and user_type has (name is x)");

    Criterion.And and = assertInstanceOf(Criterion.And.class, query.where().orElseThrow());
    assertEquals(
        new Criterion.Not(new Criterion.Related(Path.of("memberships"), Optional.empty())),
        and.all().getFirst());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"O'Brien\"`|O'Brien",
        "`'say \\'hi\\''`|say 'hi'",
        "`\"a \\\"b\\\" c\"`|a \"b\" c",
        "`\"back\\\\slash\"`|back\\slash",
        "`\"50\\%\"`|50\\%",
        "`\"limit 5 offset 2\"`|limit 5 offset 2"
      })
  void readsQuotesInsideQuotes(String written, String meant) {
    Query query = Query.parse("User where username is " + written);

    assertEquals(compare(Operator.IS, new Literal(meant, true)), query.where().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "none", "null"})
  void takesBareWordsForNothingButNotQuotedOnes(String word) {
    assertTrue(new Literal(word, false).isNone());
    assertEquals(false, new Literal(word, true).isNone());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select id|expected 'from' at position 9, found the end",
        "User where|expected an attribute at position 10, found the end",
        "User where a|expected an operator at position 12, found the end",
        "User where a is|expected a value at position 15, found the end",
        "User where (a is 1|expected ')' at position 18, found the end",
        "User where a is not None|expected the end at position 20, found 'None'",
        "User where a is x y|expected the end at position 18, found 'y'",
        "User where email is jane@example.com|unexpected '@' at position 24",
        "User where a ! 1|unexpected '!' at position 13",
        "User where a is \"x|the quote at position 16 is never closed",
        "User limit many|'many' is not a number of rows",
        "``|expected an entity type at position 0, found the end"
      })
  void saysWhereAnExpressionStopsMakingSense(String expression, String message) {
    Refusal refusal = assertThrows(Refusal.class, () -> Query.parse(expression));

    assertEquals(message, refusal.content());
  }

  @Test
  void refusesAnExpressionThatIsNestedWithoutEnd() {
    String expression = "User where " + "(".repeat(10_000) + "a is 1";

    Refusal refusal = assertThrows(Refusal.class, () -> Query.parse(expression));

    assertEquals(Refusal.Reason.PARSE, refusal.reason());
  }

  private static Compare compare(Operator operator, Literal literal) {
    return new Compare(Path.of("username"), operator, new Operand.One(literal));
  }

  private static Operand.Listed listed(Query query) {
    Compare compare = assertInstanceOf(Compare.class, query.where().orElseThrow());
    return assertInstanceOf(Operand.Listed.class, compare.operand());
  }
}
