// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Grammar, types and functions, set up once and then only read.
final class Language {
  private final Map<String, Builtin> builtins;
  private final Map<String, List<Builtin>> forms;
  private final CelCompiler compiler;

  private Language() {
    SequencedMap<String, Builtin> byId = new LinkedHashMap<>();
    Builtins.all().forEach(builtin -> byId.put(builtin.id(), builtin));
    builtins = byId;
    forms =
        byId.sequencedValues().stream()
            .collect(Collectors.groupingBy(Builtin::name, LinkedHashMap::new, Collectors.toList()));
    compiler = compiler();
  }

  /// The language, set up when it is first asked for: that takes several hundred milliseconds.
  static Language get() {
    return Once.LANGUAGE;
  }

  CelCompiler withNames(Map<String, CelType> names) {
    CelCompilerBuilder builder = compiler.toCompilerBuilder();
    names.forEach(builder::addVar);
    return builder.build();
  }

  CelCompiler withoutNames() {
    return compiler;
  }

  Function function(String id) {
    Builtin builtin = builtins.get(id);
    if (builtin == null) {
      throw new IllegalStateException("no function " + id);
    }
    return builtin.function();
  }

  /// The forms of a function; none where there is no such function.
  List<Builtin> forms(String name) {
    return forms.getOrDefault(name, List.of());
  }

  /// The function that was probably meant.
  Optional<String> nearest(String name) {
    return Nearest.to(name, functionNames());
  }

  /// The names of functions as they are written in an expression.
  Set<String> functionNames() {
    TreeSet<String> names = new TreeSet<>(forms.keySet());
    names.removeIf(name -> !Character.isLetter(name.charAt(0)));
    for (CelStandardMacro macro : MACROS) {
      names.add(macro.getFunction());
    }
    return names;
  }

  private static final List<CelStandardMacro> MACROS =
      List.of(
          CelStandardMacro.ALL,
          CelStandardMacro.EXISTS,
          CelStandardMacro.EXISTS_ONE,
          CelStandardMacro.MAP,
          CelStandardMacro.MAP_FILTER,
          CelStandardMacro.FILTER);

  private CelCompiler compiler() {
    List<CelFunctionDecl> declarations =
        forms.entrySet().stream()
            .map(entry ->
                CelFunctionDecl.newFunctionDeclaration(
                    entry.getKey(), declarations(entry.getValue())))
            .toList();
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(options())
        .setStandardEnvironmentEnabled(false)
        .setStandardMacros(MACROS)
        .addFunctionDeclarations(declarations)
        .build();
  }

  private static List<CelOverloadDecl> declarations(List<Builtin> forms) {
    return forms.stream().map(Builtin::declaration).toList();
  }

  private static CelOptions options() {
    return CelOptions.current()
        .maxExpressionCodePointSize(Limits.EXPRESSION_CHARACTERS)
        .maxParseRecursionDepth(Limits.NESTING)
        .enableReservedIds(false)
        .enableQuotedIdentifierSyntax(true)
        .enableHiddenAccumulatorVar(true)
        .build();
  }

  private static final class Once {
    static final Language LANGUAGE = new Language();
  }
}
