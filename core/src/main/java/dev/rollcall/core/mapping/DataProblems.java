// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.mapping;

import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Evaluation;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Row;
import dev.rollcall.core.expression.Truth;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;

/// The problems that a single identity's values can have while they are mapped.
final class DataProblems {
  private DataProblems() {}

  static Problem noAnchor(String source, String origin, Expression anchor, Evaluation result) {
    String why =
        switch (result) {
          case Evaluation.Failed(String failure) -> "'" + anchor + "' failed: " + failure;
          case Evaluation.Absent(String name) -> "'" + name + "' is absent there";
          case Evaluation.Values(List<String> values) ->
              "'" + anchor + "' gave " + values + " and not one value that can be read";
        };
    return new Problem(
        "DATA-NO-ANCHOR",
        Blame.DATA,
        "%s %s has no anchor; it is left as it is".formatted(source, origin),
        why,
        "give it a value for '" + anchor + "' in " + source);
  }

  static Problem where(String source, String origin, Condition where, Truth truth) {
    String why =
        switch (truth) {
          case Truth.Unknown(String name) ->
              "'where: " + where + "' needs '" + name + "', which is absent there";
          case Truth.Failed(String failure) -> "'where: " + where + "' failed: " + failure;
          case Truth.True _, Truth.False _ -> "'where: " + where + "' is decided";
        };
    return new Problem(
        "DATA-WHERE",
        Blame.DATA,
        "whether %s %s shall have an account cannot be told; it is left as it is"
            .formatted(source, origin),
        why,
        "correct the row, or decide for everybody: where: default(NAME, '') == ...");
  }

  static Problem noValue(
      String source, String origin, AttributeMapping mapping, Row row, String why) {
    return switch (mapping.content()) {
      case Content.Fetched(Content name, Fetching from) ->
          new Problem(
              "DATA-NOT-FETCHED",
              Blame.DATA,
              "what %s %s names as '%s' cannot be had; the person is left as is"
                  .formatted(source, origin, mapping.attribute()),
              why + inputs(name.inputs(), row),
              "put it among the %s, or correct the name in %s".formatted(from.words(), source));
      case Content.Literal _, Content.Computed _, Content.AccountOf _ ->
          expression(source, origin, mapping, row, why);
    };
  }

  private static Problem expression(
      String source, String origin, AttributeMapping mapping, Row row, String why) {
    return new Problem(
        "DATA-EXPRESSION",
        Blame.DATA,
        "no value for '%s' could be made from %s %s; the person is left as is"
            .formatted(mapping.attribute(), source, origin),
        why + inputs(mapping.content().inputs(), row),
        "correct the row, or the expression of '" + mapping.attribute() + "'");
  }

  private static String inputs(List<String> names, Row row) {
    StringBuilder said = new StringBuilder();
    for (String name : names) {
      said.append(said.isEmpty() ? " (" : ", ").append(name).append(" = ").append(row.values(name));
    }
    return said.isEmpty() ? "" : said.append(')').toString();
  }
}
