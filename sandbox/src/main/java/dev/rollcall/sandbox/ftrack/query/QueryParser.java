// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.query;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.query.Criterion.Literal;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operand;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operator;
import dev.rollcall.sandbox.ftrack.query.Grouping.Aggregate;
import dev.rollcall.sandbox.ftrack.query.Grouping.Function;
import dev.rollcall.sandbox.ftrack.query.Query.Order;
import dev.rollcall.sandbox.ftrack.query.Query.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Recursive descent over the tokens; every method reads one thing and leaves what follows.
final class QueryParser {
  private static final int DEEPEST = 100;

  private final List<Token> tokens;
  private int position;
  private int depth;

  QueryParser(String expression) {
    tokens = Lexer.tokens(expression);
  }

  Query parse() {
    Query query = query();
    if (!(peek() instanceof Token.End)) {
      throw unexpected("the end");
    }
    return query;
  }

  private Query query() {
    List<Path> projections = new ArrayList<>();
    List<Aggregate> computed = new ArrayList<>();
    if (takeWord("select")) {
      do {
        aggregate().ifPresentOrElse(computed::add, () -> projections.add(path()));
      } while (takeMark(','));
      expectWord("from");
    }
    String entityType = word("an entity type");
    Optional<Criterion> where = takeWord("where") ? Optional.of(any()) : Optional.empty();
    List<Path> groups = List.of();
    if (takeWord("group")) {
      expectWord("by");
      groups = separated(this::path);
    }
    List<Order> order = List.of();
    if (takeWord("order")) {
      expectWord("by");
      order = separated(this::order);
    }
    int offset = 0;
    OptionalInt limit = OptionalInt.empty();
    while (isWord("limit") || isWord("offset")) {
      if (takeWord("limit")) {
        limit = OptionalInt.of(count());
      } else {
        expectWord("offset");
        offset = count();
      }
    }
    Optional<Grouping> grouping =
        groups.isEmpty() && computed.isEmpty()
            ? Optional.empty()
            : Optional.of(new Grouping(groups, computed));
    return new Query(projections, entityType, where, order, offset, limit, grouping);
  }

  private Optional<Aggregate> aggregate() {
    if (!(tokens.get(Math.min(position + 1, tokens.size() - 1)) instanceof Token.Mark mark)
        || mark.sign() != '(') {
      return Optional.empty();
    }
    String name = word("an attribute").toUpperCase(Locale.ROOT);
    Optional<Function> function =
        Arrays.stream(Function.values()).filter(each -> each.name().equals(name)).findFirst();
    expectMark('(');
    Path path = path();
    expectMark(')');
    return Optional.of(new Aggregate(function.orElseThrow(() -> unexpected("a function")), path));
  }

  private Order order() {
    Path path = path();
    boolean descending = takeWord("desc") || takeWord("descending");
    if (!descending && !takeWord("asc")) {
      takeWord("ascending");
    }
    return new Order(path, descending);
  }

  private Criterion any() {
    if (++depth > DEEPEST) {
      throw Refusal.unreadable("the expression is nested more than " + DEEPEST + " deep");
    }
    List<Criterion> parts = new ArrayList<>(List.of(all()));
    while (takeWord("or")) {
      parts.add(all());
    }
    depth--;
    return parts.size() == 1 ? parts.getFirst() : new Criterion.Or(parts);
  }

  private Criterion all() {
    List<Criterion> parts = new ArrayList<>(List.of(negated()));
    while (takeWord("and")) {
      parts.add(negated());
    }
    return parts.size() == 1 ? parts.getFirst() : new Criterion.And(parts);
  }

  private Criterion negated() {
    boolean negative = false;
    while (takeWord("not")) {
      negative = !negative;
    }
    Criterion criterion = condition();
    return negative ? new Criterion.Not(criterion) : criterion;
  }

  private Criterion condition() {
    if (takeMark('(')) {
      Criterion inner = any();
      expectMark(')');
      return inner;
    }
    Path path = path();
    if (takeWord("any") || takeWord("has")) {
      return related(path);
    }
    Operator operator = operator();
    return new Criterion.Compare(path, operator, operand(operator));
  }

  private Criterion related(Path path) {
    expectMark('(');
    if (takeMark(')')) {
      return new Criterion.Related(path, Optional.empty());
    }
    Criterion inner = any();
    expectMark(')');
    return new Criterion.Related(path, Optional.of(inner));
  }

  private Operator operator() {
    Token token = next();
    String text =
        switch (token) {
          case Token.Word word -> word.text().toLowerCase(Locale.ROOT);
          case Token.Symbol symbol -> symbol.text();
          case Token.Quoted _, Token.Mark _, Token.End _ -> "";
        };
    return switch (text) {
      case "=", "is" -> Operator.IS;
      case "!=", "is_not" -> Operator.IS_NOT;
      case ">", "after", "greater_than" -> Operator.GREATER;
      case "<", "before", "less_than" -> Operator.LESS;
      case ">=" -> Operator.AT_LEAST;
      case "<=" -> Operator.AT_MOST;
      case "in" -> Operator.IN;
      case "not_in" -> Operator.NOT_IN;
      case "like" -> Operator.LIKE;
      case "not_like" -> Operator.NOT_LIKE;
      default -> throw unexpected(token, "an operator");
    };
  }

  private Operand operand(Operator operator) {
    if (operator != Operator.IN && operator != Operator.NOT_IN) {
      return new Operand.One(literal());
    }
    expectMark('(');
    Operand operand = list();
    expectMark(')');
    return operand;
  }

  private Operand list() {
    if (isMark(')')) {
      return new Operand.Listed(List.of());
    }
    if (isWord("select") && tokens.get(position + 1) instanceof Token.Word) {
      return new Operand.Nested(query());
    }
    return new Operand.Listed(separated(this::literal));
  }

  private Literal literal() {
    Token token = next();
    return switch (token) {
      case Token.Quoted quoted -> new Literal(quoted.text(), true);
      case Token.Word word -> new Literal(word.text(), false);
      case Token.Symbol _, Token.Mark _, Token.End _ -> throw unexpected(token, "a value");
    };
  }

  private int count() {
    String text = word("a number");
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException _) {
      throw Refusal.unreadable("'" + text + "' is not a number of rows");
    }
  }

  private Path path() {
    return Path.of(word("an attribute"));
  }

  private <T> List<T> separated(Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    do {
      elements.add(element.get());
    } while (takeMark(','));
    return elements;
  }

  private Token peek() {
    return tokens.get(position);
  }

  private Token next() {
    Token token = peek();
    if (position < tokens.size() - 1) {
      position++;
    }
    return token;
  }

  private String word(String wanted) {
    Token token = next();
    if (token instanceof Token.Word word) {
      return word.text();
    }
    throw unexpected(token, wanted);
  }

  private boolean isWord(String keyword) {
    return peek() instanceof Token.Word word && word.says(keyword);
  }

  private boolean takeWord(String keyword) {
    boolean there = isWord(keyword);
    if (there) {
      position++;
    }
    return there;
  }

  private void expectWord(String keyword) {
    if (!takeWord(keyword)) {
      throw unexpected("'" + keyword + "'");
    }
  }

  private boolean isMark(char sign) {
    return peek() instanceof Token.Mark mark && mark.sign() == sign;
  }

  private boolean takeMark(char sign) {
    boolean there = isMark(sign);
    if (there) {
      position++;
    }
    return there;
  }

  private void expectMark(char sign) {
    if (!takeMark(sign)) {
      throw unexpected("'" + sign + "'");
    }
  }

  private Refusal unexpected(String wanted) {
    return unexpected(peek(), wanted);
  }

  private static Refusal unexpected(Token token, String wanted) {
    String found =
        switch (token) {
          case Token.Word word -> "'" + word.text() + "'";
          case Token.Quoted quoted -> "\"" + quoted.text() + "\"";
          case Token.Symbol symbol -> "'" + symbol.text() + "'";
          case Token.Mark mark -> "'" + mark.sign() + "'";
          case Token.End _ -> "the end";
        };
    return Refusal.unreadable(
        "expected " + wanted + " at position " + token.at() + ", found " + found);
  }
}
