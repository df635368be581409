// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node;
import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Node.Items;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.core.expression.Compilation;
import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Expressions;
import dev.rollcall.core.expression.Mistake;
import dev.rollcall.core.expression.Names;
import dev.rollcall.core.mapping.Content;
import java.util.List;
import java.util.Optional;

/// Compiles the expressions of one sync and places their mistakes in the file.
///
/// @param names what an expression may use
record Formulas(Context context, Names names) {
  Optional<Expression> value(Scalar scalar, String path) {
    return compiled(Expressions.value(scalar.text(), names), scalar, path);
  }

  Optional<Condition> condition(Scalar scalar, String path) {
    return compiled(Expressions.condition(scalar.text(), names), scalar, path);
  }

  /// An expression; or fixed values: a list, or a number, `true` or `false` without quotes.
  Optional<Content> content(Node node, String path) {
    return switch (node) {
      case Scalar scalar when scalar.absent() -> Optional.empty();
      case Scalar scalar when scalar.number() || scalar.flag() ->
          Optional.of(new Content.Literal(List.of(scalar.text())));
      case Scalar scalar -> value(scalar, path).map(Content.Computed::new);
      case Items items ->
          Optional.of(
              new Content.Literal(Section.scalars(items).stream().map(Scalar::text).toList()));
      case Fields _ -> Optional.empty();
    };
  }

  /// The same under a key.
  Optional<Content> content(Section keys, String key) {
    return keys.entry(key)
        .map(Node.Entry::value)
        .flatMap(node -> content(node, keys.path() + "." + key));
  }

  private <T> Optional<T> compiled(Compilation<T> compilation, Scalar scalar, String path) {
    return switch (compilation) {
      case Compilation.Compiled<T>(T result) -> Optional.of(result);
      case Compilation.Rejected<T>(List<Mistake> mistakes) -> {
        if (!scalar.text().isBlank()) {
          mistakes.forEach(mistake -> report(mistake, scalar, path));
        }
        yield Optional.empty();
      }
    };
  }

  private void report(Mistake mistake, Scalar scalar, String path) {
    context
        .findings()
        .problem(
            context.places().of(scalar, mistake.line(), mistake.column()),
            "CONFIG-EXPRESSION",
            path + ": " + mistake.message(),
            "the expression is " + scalar.shown() + known(mistake),
            fix(mistake));
  }

  private String known(Mistake mistake) {
    return mistake.message().startsWith("unknown name")
        ? names.known().map(it -> "; the names are " + String.join(", ", it)).orElse("")
        : "";
  }

  /// A question is not a fix.
  private static String fix(Mistake mistake) {
    return mistake
        .suggestion()
        .map(it -> it.replaceFirst("^did you mean (.*)\\?$", "write $1"))
        .orElse("correct it; see docs/reference/expressions.md");
  }
}
