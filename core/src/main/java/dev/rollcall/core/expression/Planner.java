// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes the steps of a program from a text whose types have been checked.
final class Planner {
  private static final Node NOWHERE = new Step.Constant("");

  private final Language language;
  private final CelAbstractSyntaxTree tree;
  private final NamesUsed used;
  private final Positions positions;
  private final List<String> locals = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private int slots;

  Planner(Language language, CelAbstractSyntaxTree tree, NamesUsed used, Positions positions) {
    this.language = language;
    this.tree = tree;
    this.used = used;
    this.positions = positions;
  }

  Node plan() {
    return plan(tree.getExpr());
  }

  int slots() {
    return slots;
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  private Node plan(CelExpr part) {
    return switch (part.getKind()) {
      case CONSTANT -> constant(part);
      case IDENT -> name(part, part.ident().name());
      case SELECT -> select(part);
      case CALL -> call(part, part.call());
      case LIST -> new Step.ListOf(plan(part.list().elements()));
      case MAP ->
          new Step.TableOf(
              part.map().entries().stream().map(entry -> plan(entry.key())).toList(),
              part.map().entries().stream().map(entry -> plan(entry.value())).toList());
      case COMPREHENSION -> loop(part.comprehension());
      case STRUCT, NOT_SET -> wrong(part, "this cannot be used here");
    };
  }

  private List<Node> plan(List<CelExpr> parts) {
    return parts.stream().map(this::plan).toList();
  }

  private Node constant(CelExpr part) {
    CelConstant constant = part.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> new Step.Constant(constant.stringValue());
      case INT64_VALUE -> new Step.Constant(constant.int64Value());
      case DOUBLE_VALUE -> new Step.Constant(constant.doubleValue());
      case BOOLEAN_VALUE -> new Step.Constant(constant.booleanValue());
      case NULL_VALUE -> wrong(part, "there is no null here: write '' for nothing");
      default -> wrong(part, "only texts, numbers, true and false can be written out");
    };
  }

  private Node name(CelExpr part, String name) {
    int slot = locals.lastIndexOf(name);
    return slot >= 0 ? new Step.Local(slot) : used.node(referenceName(part).orElse(name));
  }

  private Node select(CelExpr part) {
    Optional<String> variable = referenceName(part);
    return variable.isPresent()
        ? used.node(variable.get())
        : new Step.Call(
            given -> Operators.at(given[0], given[1]),
            List.of(plan(part.select().operand()), new Step.Constant(part.select().field())));
  }

  private Optional<String> referenceName(CelExpr part) {
    return tree.getReference(part.id()).map(CelReference::name).filter(name -> !name.isEmpty());
  }

  private Node call(CelExpr part, CelCall call) {
    List<CelExpr> arguments = new ArrayList<>();
    call.target().ifPresent(arguments::add);
    arguments.addAll(call.args());
    return switch (call.function()) {
      case "_&&_" -> new Logic.And(plan(arguments.get(0)), plan(arguments.get(1)));
      case "_||_" -> new Logic.Or(plan(arguments.get(0)), plan(arguments.get(1)));
      case "_?_:_" ->
          new Logic.Choice(plan(arguments.get(0)), plan(arguments.get(1)), plan(arguments.get(2)));
      case "@not_strictly_false" -> new Logic.NotFalse(plan(arguments.getFirst()));
      case "default" -> new Logic.Default(plan(arguments));
      case "present" -> new Logic.Present(plan(arguments.getFirst()));
      case "column" -> new Lookup.One(arguments.getFirst().constant().stringValue());
      case "values" -> new Lookup.Many(arguments.getFirst().constant().stringValue());
      case "matches", "extract", "replaceRegex" -> regex(call.function(), arguments);
      case "stripAccents" -> stripAccents(part, arguments);
      case "_+_" -> plus(part, arguments);
      default -> plain(part, arguments);
    };
  }

  private Node plain(CelExpr part, List<CelExpr> arguments) {
    String id = tree.getReferenceOrThrow(part.id()).overloadIds().getFirst();
    return new Step.Call(language.function(id), plan(arguments));
  }

  private Node plus(CelExpr part, List<CelExpr> arguments) {
    CelExpr left = arguments.getFirst();
    CelExpr right = arguments.getLast();
    // A loop's own name, which nobody can write, is extended by one element at a time.
    boolean collects =
        left.getKind() == Kind.IDENT
            && left.ident().name().startsWith("@")
            && right.getKind() == Kind.LIST
            && right.list().elements().size() == 1;
    return collects
        ? new Step.Append(plan(left), plan(right.list().elements().getFirst()))
        : plain(part, arguments);
  }

  private Node stripAccents(CelExpr part, List<CelExpr> arguments) {
    if (arguments.size() == 1) {
      return plain(part, arguments);
    }
    Optional<String> asked = literal(arguments.get(1));
    if (asked.filter(Accents.LANGUAGES::contains).isEmpty()) {
      return wrong(arguments.get(1), "stripAccents() knows the spelling of 'de' only");
    }
    return new Step.Call(
        given -> Accents.stripGerman((String) given[0]), plan(arguments.subList(0, 1)));
  }

  private Node regex(String function, List<CelExpr> arguments) {
    CelExpr written = arguments.get(1);
    Optional<String> text = literal(written);
    if (text.isEmpty()) {
      return wrong(written, "the pattern of " + function + "() must be written out, in quotes");
    }
    if (PatternSize.isTooLarge(text.get())) {
      return wrong(written, "the pattern repeats too much");
    }
    try {
      return regex(function, Pattern.compile(text.get()), arguments);
    } catch (PatternSyntaxException invalid) {
      return wrong(written, "the pattern cannot be read: " + invalid.getDescription());
    }
  }

  private Node regex(String function, Pattern pattern, List<CelExpr> arguments) {
    List<Node> text = plan(arguments.subList(0, 1));
    return switch (function) {
      case "matches" -> new Step.Call(given -> Patterns.matches(pattern, (String) given[0]), text);
      case "extract" -> extract(pattern, text, arguments);
      default ->
          new Step.Call(
              given -> Patterns.replace(pattern, (String) given[0], (String) given[1]),
              List.of(text.getFirst(), plan(arguments.get(2))));
    };
  }

  private Node extract(Pattern pattern, List<Node> text, List<CelExpr> arguments) {
    int groups = pattern.groupCount();
    if (arguments.size() == 2) {
      int group = Math.min(1, groups);
      return new Step.Call(given -> Patterns.extract(pattern, (String) given[0], group), text);
    }
    CelExpr written = arguments.get(2);
    boolean number =
        written.getKind() == Kind.CONSTANT
            && written.constant().getKind() == CelConstant.Kind.INT64_VALUE;
    long asked = number ? written.constant().int64Value() : -1;
    if (asked < 0 || asked > groups) {
      return wrong(written, "the group must be a number from 0 to " + groups);
    }
    int group = (int) asked;
    return new Step.Call(given -> Patterns.extract(pattern, (String) given[0], group), text);
  }

  private Node loop(CelComprehension loop) {
    Node range = plan(loop.iterRange());
    Node start = plan(loop.accuInit());
    int carried = bind(loop.accuVar());
    int element = bind(loop.iterVar());
    Node goOn = plan(loop.loopCondition());
    Node step = plan(loop.loopStep());
    locals.removeLast();
    Node result = plan(loop.result());
    locals.removeLast();
    return new Step.Loop(range, element, carried, start, goOn, step, result);
  }

  private int bind(String local) {
    locals.add(local);
    slots = Math.max(slots, locals.size());
    return locals.size() - 1;
  }

  private static Optional<String> literal(CelExpr part) {
    return part.getKind() == Kind.CONSTANT
            && part.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(part.constant().stringValue())
        : Optional.empty();
  }

  private Node wrong(CelExpr part, String message) {
    mistakes.add(positions.mistake(part.id(), message, Optional.empty()));
    return NOWHERE;
  }
}
