// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.stream.Collectors;

/// A function of the language, in one of its forms.
///
/// @param member whether it is written behind its first argument: `text.lower()`
record Builtin(
    String name, boolean member, CelType result, List<CelType> parameters, Function function) {
  Builtin {
    parameters = List.copyOf(parameters);
  }

  String id() {
    return name
        + parameters.stream().map(Types::words).collect(Collectors.joining(",", "(", ")"))
        + (member ? "m" : "g");
  }

  CelOverloadDecl declaration() {
    return member
        ? CelOverloadDecl.newMemberOverload(id(), result, parameters)
        : CelOverloadDecl.newGlobalOverload(id(), result, parameters);
  }

  /// How it is written, with the kinds of its arguments: `text.take(whole number)`.
  String form() {
    List<String> kinds = parameters.stream().map(Types::words).toList();
    return member
        ? kinds.getFirst()
            + "."
            + name
            + "("
            + String.join(", ", kinds.subList(1, kinds.size()))
            + ")"
        : name + "(" + String.join(", ", kinds) + ")";
  }
}
