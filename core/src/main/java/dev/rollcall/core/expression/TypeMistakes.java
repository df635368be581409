// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says in plain words what the type check found.
final class TypeMistakes {
  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '(.*?)' applied to '(.*?)'.*", Pattern.DOTALL);
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*?)' .*");
  private static final Pattern NO_FIELD =
      Pattern.compile("type '(.*)' does not support field selection");

  private static final int MOST_FORMS = 3;

  private final Language language;
  private final NamesUsed used;

  TypeMistakes(Language language, NamesUsed used) {
    this.language = language;
    this.used = used;
  }

  /// Nothing where the complaint only follows from another one.
  Optional<Mistake> mistake(CelIssue issue) {
    String message = issue.getMessage();
    if (message.contains("*error*")) {
      return Optional.empty();
    }
    Matcher overload = NO_OVERLOAD.matcher(message);
    if (overload.matches()) {
      return Optional.of(overload(issue, overload.group(1), kinds(overload.group(2))));
    }
    Matcher undeclared = UNDECLARED.matcher(message);
    if (undeclared.matches()) {
      return undeclared(issue, undeclared.group(1));
    }
    Matcher field = NO_FIELD.matcher(message);
    if (field.matches()) {
      return Optional.of(field(issue, field.group(1)));
    }
    String plain =
        message.contains("range of a comprehension")
            ? "only a list can be gone through; all.name is the list of all values of a name"
            : message;
    return Optional.of(at(issue, plain, Optional.empty()));
  }

  private Mistake overload(CelIssue issue, String function, List<String> kinds) {
    List<CelExpr> arguments = arguments(issue.getExprId());
    return switch (function) {
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "_+_", "_-_", "_*_", "_/_", "_%_" ->
          new OperandMistakes(sign(function), arguments, kinds).at(issue);
      case "@in" ->
          at(
              issue,
              "in looks for a value in a list of its own kind; here are " + spoken(kinds),
              Optional.of("write name in ['a', 'b'], or text.contains('a')"));
      case "_&&_", "_||_", "!_" -> needsTruth(issue, arguments, kinds);
      case "_?_:_" ->
          kinds.getFirst().equals("bool")
              ? at(
                  issue,
                  "both results must be of one kind; here are "
                      + spoken(kinds.subList(1, kinds.size())),
                  Optional.of("write '' for nothing, and string(x) to make a text of x"))
              : needsTruth(issue, arguments.subList(0, Math.min(1, arguments.size())), kinds);
      default -> arguments(issue, function, kinds);
    };
  }

  private Mistake needsTruth(CelIssue issue, List<CelExpr> arguments, List<String> kinds) {
    for (int i = 0; i < arguments.size() && i < kinds.size(); i++) {
      if (!kinds.get(i).equals("bool")) {
        String what = OperandMistakes.described(arguments.get(i));
        return at(
            issue,
            what + " is " + Types.words(kinds.get(i)) + " where true or false is needed",
            Optional.of("compare it: " + what + " == '...', or write present(" + what + ")"));
      }
    }
    return at(issue, "true or false is needed here", Optional.empty());
  }

  private Mistake arguments(CelIssue issue, String function, List<String> kinds) {
    String forms =
        language.forms(function).stream()
            .map(Builtin::form)
            .distinct()
            .limit(MOST_FORMS)
            .collect(Collectors.joining(" or "));
    return atName(
        issue,
        function,
        function + "() cannot be used with " + (kinds.isEmpty() ? "nothing" : spoken(kinds)),
        Optional.of(
            "it is written " + (function.equals("default") ? "default(name, other)" : forms)));
  }

  private Optional<Mistake> undeclared(CelIssue issue, String name) {
    boolean isCall =
        used.part(issue.getExprId()).filter(part -> part.getKind() == Kind.CALL).isPresent();
    if (!isCall) {
      return Optional.empty();
    }
    Optional<String> suggestion =
        switch (name) {
          case "has", "isNull", "isnull" -> Optional.of("write present(name)");
          case "coalesce", "nvl", "ifnull", "if" -> Optional.of("write default(name, other)");
          case "exists", "exists_one", "all", "map", "filter" ->
              Optional.of("it is written list." + name + "(x, ... x ...)");
          default -> language.nearest(name).map(near -> "did you mean " + near + "()?");
        };
    return Optional.of(atName(issue, name, "unknown function " + name + "()", suggestion));
  }

  private Mistake field(CelIssue issue, String kind) {
    String field =
        used.part(issue.getExprId())
            .filter(part -> part.getKind() == Kind.SELECT)
            .map(part -> part.select().field())
            .orElse("");
    Optional<String> suggestion =
        language.forms(field).isEmpty()
            ? language.nearest(field).map(near -> "did you mean ." + near + "()?")
            : Optional.of("a function needs brackets: ." + field + "()");
    return at(issue, Types.words(kind) + " has no part ." + field, suggestion);
  }

  private List<CelExpr> arguments(long id) {
    List<CelExpr> arguments = new ArrayList<>();
    used.part(id)
        .filter(part -> part.getKind() == Kind.CALL)
        .map(CelExpr::call)
        .ifPresent(call -> addArguments(call, arguments));
    return arguments;
  }

  private static void addArguments(CelCall call, List<CelExpr> arguments) {
    call.target().ifPresent(arguments::add);
    arguments.addAll(call.args());
  }

  /// `(string, int)` or `string.(int)`, as the type check writes them, taken apart.
  private static List<String> kinds(String applied) {
    List<String> kinds = new ArrayList<>();
    int open = applied.lastIndexOf(".(");
    if (open > 0) {
      kinds.add(applied.substring(0, open));
    }
    String inside = applied.substring(open > 0 ? open + 2 : 1, applied.length() - 1);
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        kinds.add(inside.substring(start, i).strip());
        start = i + 1;
      }
    }
    if (!inside.isBlank()) {
      kinds.add(inside.substring(start).strip());
    }
    return kinds;
  }

  private static String spoken(List<String> kinds) {
    return kinds.stream().map(Types::words).collect(Collectors.joining(" and "));
  }

  private static String sign(String function) {
    return function.substring(1, function.length() - 1);
  }

  /// The type check points at the bracket behind the name of a function.
  private static Mistake atName(
      CelIssue issue, String name, String message, Optional<String> suggestion) {
    CelSourceLocation bracket = issue.getSourceLocation();
    int column = Math.max(0, bracket.getColumn() - name.length());
    return Positions.mistake(CelSourceLocation.of(bracket.getLine(), column), message, suggestion);
  }

  private static Mistake at(CelIssue issue, String message, Optional<String> suggestion) {
    return Positions.mistake(issue.getSourceLocation(), message, suggestion);
  }
}
