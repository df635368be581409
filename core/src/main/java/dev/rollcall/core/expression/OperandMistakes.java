// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.List;
import java.util.Optional;

/// Says what is wrong when the two sides of an operator do not go together.
///
/// @param sign the operator as it is written
/// @param arguments the two sides
/// @param kinds their types, as the type check writes them
record OperandMistakes(String sign, List<CelExpr> arguments, List<String> kinds) {
  Mistake at(CelIssue issue) {
    if (arguments.size() != 2 || kinds.size() != 2) {
      return mistake(issue, sign + " cannot be used here", Optional.empty());
    }
    return kinds.getFirst().equals("string") || !kinds.getLast().equals("string")
        ? between(issue, 0, 1)
        : between(issue, 1, 0);
  }

  private Mistake between(CelIssue issue, int first, int second) {
    String left = described(arguments.get(first));
    String right = described(arguments.get(second));
    String kind = kinds.get(first);
    String other = kinds.get(second);
    String message =
        kind.equals(other)
            ? sign + " cannot be used with " + Types.words(kind)
            : other.equals("null")
                ? left + " is " + Types.words(kind) + " here; there is no null"
                : left
                    + " is "
                    + Types.words(kind)
                    + ", and "
                    + right
                    + " is "
                    + Types.words(other);
    return mistake(issue, message, suggestion(left, kind, right, other));
  }

  private Optional<String> suggestion(String left, String kind, String right, String other) {
    if (kind.equals("string") && other.equals("string")) {
      return Optional.of(
          sign.equals("-")
              ? "for a name with a hyphen write column('" + left + "-" + right + "')"
              : "write int(" + left + ") to count with it");
    }
    if (!kind.equals("string")) {
      return Optional.empty();
    }
    return switch (other) {
      case "int", "double" -> Optional.of(number(left, right, other.equals("int")));
      case "bool" ->
          Optional.of(
              left.startsWith("'")
                  ? "write " + right + ", or !" + right
                  : "write bool(" + left + ") to read it as true or false");
      case "null" -> Optional.of("write !present(" + left + ")");
      case "list(string)" ->
          Optional.of(
              sign.equals("+")
                  ? "write [" + left + "] + " + right
                  : "write " + left + " in " + right);
      default -> Optional.empty();
    };
  }

  private String number(String left, String right, boolean whole) {
    String converted = (whole ? "int(" : "double(") + left + ")";
    return switch (sign) {
      case "+" -> "write string(" + right + ") to join texts, or " + converted + " to count";
      case "==", "!=" ->
          "compare with '" + right + "', or write " + converted + " " + sign + " " + right;
      default -> "write " + converted + " " + sign + " " + right;
    };
  }

  /// A part of an expression as a person would point at it.
  static String described(CelExpr part) {
    return switch (part.getKind()) {
      case IDENT -> part.ident().name();
      case SELECT -> described(part.select().operand()) + "." + part.select().field();
      case CONSTANT -> constant(part.constant());
      case CALL ->
          Character.isLetter(part.call().function().charAt(0))
              ? part.call().target().map(target -> described(target) + ".").orElse("")
                  + part.call().function()
                  + (part.call().args().isEmpty() ? "()" : "(…)")
              : "this";
      default -> "this";
    };
  }

  private static String constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case STRING_VALUE -> "'" + constant.stringValue() + "'";
      case INT64_VALUE -> Long.toString(constant.int64Value());
      case DOUBLE_VALUE -> Double.toString(constant.doubleValue());
      case BOOLEAN_VALUE -> Boolean.toString(constant.booleanValue());
      case NULL_VALUE -> "null";
      default -> "this";
    };
  }

  private static Mistake mistake(CelIssue issue, String message, Optional<String> suggestion) {
    return Positions.mistake(issue.getSourceLocation(), message, suggestion);
  }
}
