// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/// Finds the names that a parsed text uses, and those that it should not.
final class NamesUsed {
  private static final String ALL = "all";
  private static final String ACCOUNT = "account";

  private final Names names;
  private final Positions positions;
  private final LinkedHashSet<String> inputs = new LinkedHashSet<>();
  private final LinkedHashSet<String> accountInputs = new LinkedHashSet<>();
  private final Map<String, CelType> types = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<Long, CelExpr> parts = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  NamesUsed(Names names, Positions positions) {
    this.names = names;
    this.positions = positions;
  }

  SequencedSet<String> inputs() {
    return inputs;
  }

  SequencedSet<String> accountInputs() {
    return accountInputs;
  }

  /// The type of each variable.
  Map<String, CelType> types() {
    return types;
  }

  /// What reads a variable.
  Node node(String variable) {
    return nodes.getOrDefault(variable, new Lookup.One(variable));
  }

  /// The part of the text with this number.
  Optional<CelExpr> part(long id) {
    return Optional.ofNullable(parts.get(id));
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  void collect(CelExpr part) {
    collect(part, Set.of());
  }

  private void collect(CelExpr part, Set<String> locals) {
    parts.put(part.id(), part);
    switch (part.getKind()) {
      case IDENT -> name(part, part.ident().name(), locals);
      case SELECT -> select(part.select(), locals);
      case CALL -> call(part.call(), locals);
      case LIST -> part.list().elements().forEach(element -> collect(element, locals));
      case MAP ->
          part.map()
              .entries()
              .forEach(entry -> {
                collect(entry.key(), locals);
                collect(entry.value(), locals);
              });
      case COMPREHENSION -> loop(part.comprehension(), locals);
      case STRUCT ->
          mistakes.add(
              positions.mistake(
                  part.id(),
                  "a table has no name in front of {",
                  "put the keys in quotes: {'a': 'b'}"));
      case CONSTANT, NOT_SET -> {}
    }
  }

  private void name(CelExpr part, String name, Set<String> locals) {
    if (locals.contains(name)) {
      return;
    }
    boolean truth = names.isBoolean(name);
    input(part, name, name);
    types.put(name, truth ? Types.TRUTH : Types.TEXT);
    nodes.put(name, truth ? new Lookup.Flag(name) : new Lookup.One(name));
  }

  private void select(CelSelect select, Set<String> locals) {
    CelExpr operand = select.operand();
    String owner = operand.getKind() == Kind.IDENT ? operand.ident().name() : "";
    if (owner.equals(ALL) && !locals.contains(ALL)) {
      input(operand, select.field(), "all." + select.field());
      variable("all." + select.field(), Types.TEXTS, new Lookup.Many(select.field()));
    } else if (owner.equals(ACCOUNT) && !locals.contains(ACCOUNT) && !isColumn(ACCOUNT)) {
      ofAccount(operand, select.field());
    } else {
      collect(operand, locals);
    }
  }

  private boolean isColumn(String name) {
    return !names.account() && names.known().isPresent() && names.knows(name);
  }

  private void ofAccount(CelExpr operand, String field) {
    accountInputs.add(field);
    variable("account." + field, Types.TEXT, new Lookup.OfAccount(field));
    if (!names.account()) {
      mistakes.add(
          positions.mistake(
              operand.id(),
              "account." + field + " cannot be used here: there is no account yet",
              Optional.empty()));
    }
  }

  private void call(CelCall call, Set<String> locals) {
    call.target().ifPresent(target -> collect(target, locals));
    call.args().forEach(argument -> collect(argument, locals));
    boolean named = call.function().equals("column") || call.function().equals("values");
    if (named && call.target().isEmpty() && call.args().size() == 1) {
      quotedName(call);
    }
  }

  private void quotedName(CelCall call) {
    CelExpr argument = call.args().getFirst();
    if (argument.getKind() == Kind.CONSTANT
        && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      String name = argument.constant().stringValue();
      input(argument, name, name);
      return;
    }
    mistakes.add(
        positions.mistake(
            argument.id(),
            call.function() + "() needs a name written out",
            "put the name in quotes: " + call.function() + "('first name')"));
  }

  private void loop(CelComprehension loop, Set<String> locals) {
    collect(loop.iterRange(), locals);
    collect(loop.accuInit(), locals);
    Set<String> inside = new TreeSet<>(locals);
    inside.add(loop.iterVar());
    inside.add(loop.accuVar());
    collect(loop.loopCondition(), inside);
    collect(loop.loopStep(), inside);
    Set<String> after = new TreeSet<>(locals);
    after.add(loop.accuVar());
    collect(loop.result(), after);
  }

  private void variable(String name, CelType type, Node node) {
    types.put(name, type);
    nodes.put(name, node);
  }

  private void input(CelExpr part, String name, String written) {
    boolean first = inputs.add(name);
    if (first && !names.knows(name)) {
      String before = written.substring(0, written.length() - name.length());
      Optional<String> meant =
          names.nearest(name).map(near -> "did you mean " + before + near + "?");
      mistakes.add(positions.mistake(part.id(), "unknown name " + written, meant));
    }
  }
}
