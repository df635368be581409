// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Compiles any text, in which all types are checked.
final class CheckedCompiler {
  private static final Comparator<Mistake> BY_POSITION =
      Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

  private final Language language = Language.get();
  private final String text;
  private final Names names;
  private final boolean condition;

  private CheckedCompiler(String text, Names names, boolean condition) {
    this.text = text;
    this.names = names;
    this.condition = condition;
  }

  static Compilation<Program> compile(String text, Names names, boolean condition) {
    return new CheckedCompiler(text, names, condition).compile();
  }

  private Compilation<Program> compile() {
    CelValidationResult parsed = language.withoutNames().parse(text);
    if (parsed.hasError()) {
      CelIssue first = parsed.getErrors().getFirst();
      return rejected(List.of(SyntaxMistakes.mistake(first, parsed.getSource())));
    }
    CelAbstractSyntaxTree tree = tree(parsed);
    Positions positions = new Positions(tree.getSource());
    NamesUsed used = new NamesUsed(names, positions);
    used.collect(tree.getExpr());
    return check(tree, used, positions);
  }

  private Compilation<Program> check(
      CelAbstractSyntaxTree tree, NamesUsed used, Positions positions) {
    CelValidationResult checked = language.withNames(used.types()).check(tree);
    List<Mistake> mistakes = new ArrayList<>(used.mistakes());
    if (checked.hasError()) {
      TypeMistakes types = new TypeMistakes(language, used);
      checked.getErrors().forEach(issue -> types.mistake(issue).ifPresent(mistakes::add));
      return rejected(mistakes);
    }
    CelAbstractSyntaxTree typed = tree(checked);
    unclear(typed, positions).ifPresent(mistakes::add);
    return mistakes.isEmpty() ? plan(typed, used, positions) : rejected(mistakes);
  }

  private Compilation<Program> plan(
      CelAbstractSyntaxTree typed, NamesUsed used, Positions positions) {
    Planner planner = new Planner(language, typed, used, positions);
    Node root = planner.plan();
    List<Mistake> mistakes = new ArrayList<>(planner.mistakes());
    if (mistakes.isEmpty()) {
      wrongResult(typed.getResultType()).ifPresent(mistakes::add);
    }
    return mistakes.isEmpty()
        ? new Compilation.Compiled<>(
            new Program(text, root, planner.slots(), used.inputs(), used.accountInputs()))
        : rejected(mistakes);
  }

  /// Values whose kind is only known when they are there; no operator can be checked on them.
  private static Optional<Mistake> unclear(CelAbstractSyntaxTree typed, Positions positions) {
    return typed.getTypeMap().entrySet().stream()
        .filter(entry -> entry.getValue().kind() == CelKind.DYN)
        .map(entry ->
            positions.mistake(
                entry.getKey(),
                "everything in a list or table must be of one kind",
                Optional.empty()))
        .min(BY_POSITION);
  }

  private Optional<Mistake> wrongResult(CelType type) {
    if (condition) {
      return type.kind() == CelKind.BOOL
          ? Optional.empty()
          : Optional.of(Mistake.notTrueOrFalse(Types.spoken(type)));
    }
    return isValue(type)
            || type instanceof ListType list && list.hasElemType() && isValue(list.elemType())
        ? Optional.empty()
        : Optional.of(
            new Mistake(1, 1, "this gives no value but " + Types.spoken(type), Optional.empty()));
  }

  private static boolean isValue(CelType type) {
    return switch (type.kind()) {
      case STRING, INT, DOUBLE, BOOL, TIMESTAMP, DYN, TYPE_PARAM -> true;
      default -> false;
    };
  }

  private static Compilation<Program> rejected(List<Mistake> mistakes) {
    List<Mistake> sorted = new ArrayList<>(mistakes);
    sorted.sort(BY_POSITION);
    return new Compilation.Rejected<>(
        sorted.isEmpty()
            ? List.of(new Mistake(1, 1, "this cannot be understood", Optional.empty()))
            : sorted);
  }

  private static CelAbstractSyntaxTree tree(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException unchecked) {
      throw new IllegalStateException("there were no errors", unchecked);
    }
  }
}
