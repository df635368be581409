// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import dev.rollcall.app.lsc.Piece.Holds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Translates the simple ones among the scripts of LSC: values of the source, texts, comparisons,
/// choices. Where there is a doubt, it is given up.
final class Script {
  private static final Set<String> FIRST =
      Set.of("getDatasetFirstValueById", "getAttributeFirstValueById");
  private static final Set<String> EVERY =
      Set.of(
          "getDatasetById", "getDatasetValuesById", "getAttributeById", "getAttributeValuesById");
  private static final Set<String> DN =
      Set.of("getMainIdentifier", "getDistinguishName", "getFullDistinguishedName");
  private static final int DEEPEST = 50;

  private final Tokens tokens;
  private final Scope scope;
  private int depth;

  /// What a script may look at.
  ///
  /// @param bean which bean's values are names: `srcBean`, or in a condition on closing `dstBean`
  /// @param dn whether there is a DN
  /// @param known whether there is a value of this name
  record Scope(String bean, boolean dn, Predicate<String> known) {}

  private Script(String script, Scope scope) {
    this.tokens = new Tokens(script);
    this.scope = scope;
  }

  /// The expression of one script.
  ///
  /// @throws Untranslated where there is none
  static Piece translated(String script, Scope scope) {
    return new Script(bare(script), scope).whole();
  }

  /// LSC takes the language from a mark in front; simple scripts are the same in all of them.
  private static String bare(String script) {
    if (script.startsWith("gr:") && script.contains("$")) {
      throw new Untranslated("it is Groovy with values in texts");
    }
    return script.replaceFirst("^(js|rjs|gr):\\s*", "");
  }

  private Piece whole() {
    Piece piece = choice();
    if (tokens.peek().sort() != Tokens.Sort.END) {
      throw new Untranslated("'" + tokens.peek().text() + "' is not understood");
    }
    if (piece.type() == Holds.NULL) {
      throw new Untranslated("it always gives nothing");
    }
    return piece;
  }

  private Piece choice() {
    if (++depth > DEEPEST) {
      throw new Untranslated("it is nested too deeply");
    }
    Piece condition = or();
    depth--;
    if (!tokens.took("?")) {
      return condition;
    }
    Piece yes = result(choice());
    tokens.expect(":");
    Piece no = result(choice());
    if (yes.type() != no.type()) {
      throw new Untranslated("it gives two kinds of values");
    }
    String text =
        condition.truth().within(Piece.OR)
            + " ? "
            + yes.within(Piece.OR)
            + " : "
            + no.within(Piece.CHOICE);
    return Piece.of(yes.type(), text, Piece.CHOICE);
  }

  private static Piece result(Piece piece) {
    return piece.type() == Holds.NULL ? Piece.literal("") : piece;
  }

  private Piece or() {
    Piece left = and();
    while (tokens.took("||")) {
      Piece right = and();
      left =
          left.type() == Holds.TEXT && right.type() == Holds.TEXT
              ? Piece.of(
                  Holds.TEXT, "default(" + left.text() + ", " + right.text() + ")", Piece.TIGHT)
              : joined(left, " || ", right, Piece.OR);
    }
    return left;
  }

  private Piece and() {
    Piece left = comparison();
    while (tokens.took("&&")) {
      left = joined(left, " && ", comparison(), Piece.AND);
    }
    return left;
  }

  private static Piece joined(Piece left, String sign, Piece right, int binding) {
    return Piece.of(
        Holds.TRUTH,
        left.truth().within(binding) + sign + right.truth().within(binding + 1),
        binding);
  }

  private Piece comparison() {
    Piece left = sum();
    for (String sign : List.of("===", "!==", "==", "!=", "<=", ">=", "<", ">")) {
      if (tokens.took(sign)) {
        return compared(left, sign.substring(0, Math.min(2, sign.length())), sum());
      }
    }
    return left;
  }

  static Piece compared(Piece left, String sign, Piece right) {
    boolean equality = sign.equals("==") || sign.equals("!=");
    if (equality && (nothing(left) || nothing(right))) {
      Piece present = (nothing(left) ? right : left).truth();
      return sign.equals("!=") ? present : present.not();
    }
    if (left.type() != right.type() || left.type() == Holds.LIST) {
      throw new Untranslated("it compares two kinds of values");
    }
    String text =
        left.within(Piece.COMPARISON + 1) + " " + sign + " " + right.within(Piece.COMPARISON + 1);
    return Piece.of(Holds.TRUTH, text, Piece.COMPARISON);
  }

  private static boolean nothing(Piece piece) {
    return piece.type() == Holds.NULL || piece.literal().filter(String::isEmpty).isPresent();
  }

  private Piece sum() {
    List<Piece> parts = new ArrayList<>(List.of(unary()));
    while (tokens.took("+")) {
      parts.add(unary());
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    if (parts.stream().allMatch(it -> it.type() == Holds.NUMBER)) {
      throw new Untranslated("it calculates");
    }
    List<Piece> flat =
        parts.stream()
            .flatMap(it -> it.parts().isEmpty() ? List.of(it).stream() : it.parts().stream())
            .filter(it -> !nothing(it))
            .map(it -> it.texts("it joins what is no text"))
            .toList();
    return flat.isEmpty() ? Piece.literal("") : Piece.sum(flat);
  }

  private Piece unary() {
    if (tokens.took("!")) {
      return unary().not();
    }
    Piece piece = primary();
    while (tokens.sees(".") || tokens.sees("[")) {
      piece = tokens.took(".") ? member(piece) : element(piece);
    }
    return piece;
  }

  private Piece element(Piece list) {
    tokens.expect("[");
    Piece index = choice();
    tokens.expect("]");
    return Calls.element(list, index);
  }

  private Piece member(Piece of) {
    String name = tokens.word();
    return tokens.sees("(") ? Calls.of(of, name, arguments()) : Calls.property(of, name);
  }

  private List<Calls.Argument> arguments() {
    tokens.expect("(");
    List<Calls.Argument> arguments = new ArrayList<>();
    while (!tokens.took(")")) {
      if (!arguments.isEmpty()) {
        tokens.expect(",");
      }
      arguments.add(
          tokens.peek().sort() == Tokens.Sort.REGEX
              ? new Calls.Argument.Regex(tokens.next().text())
              : new Calls.Argument.Value(choice()));
    }
    return arguments;
  }

  private Piece primary() {
    Tokens.Token token = tokens.next();
    return switch (token.sort()) {
      case TEXT -> Piece.literal(token.text());
      case NUMBER -> Piece.of(Holds.NUMBER, token.text(), Piece.TIGHT);
      case WORD -> word(token.text());
      case SIGN -> {
        if (!token.text().equals("(")) {
          throw new Untranslated("'" + token.text() + "' is not understood");
        }
        Piece inner = choice();
        tokens.expect(")");
        yield inner;
      }
      case REGEX, END -> throw new Untranslated("'" + token.text() + "' is not understood");
    };
  }

  private Piece word(String word) {
    return switch (word) {
      case "true", "false" -> Piece.of(Holds.TRUTH, word, Piece.TIGHT);
      case "null", "undefined" -> Piece.of(Holds.NULL, "null", Piece.TIGHT);
      case "srcBean", "dstBean" -> bean(word);
      case "String" -> only(arguments()).texts("it makes a text of what is none");
      case "javax", "Packages", "Rdn" -> escaped(word);
      default -> throw new Untranslated("'" + word + "' has no counterpart");
    };
  }

  private Piece bean(String bean) {
    if (!bean.equals(scope.bean)) {
      throw new Untranslated("it looks at " + bean);
    }
    tokens.expect(".");
    String method = tokens.word();
    List<Calls.Argument> arguments = arguments();
    if (DN.contains(method) && arguments.isEmpty() && scope.dn) {
      return Piece.value("dn");
    }
    if (!FIRST.contains(method) && !EVERY.contains(method)) {
      throw new Untranslated(bean + "." + method + " has no counterpart");
    }
    Optional<String> name = only(arguments).literal().filter(it -> !it.isBlank());
    String named =
        name.orElseThrow(() -> new Untranslated("the name of the attribute is worked out"));
    if (!scope.known.test(named)) {
      throw new Untranslated("there is no '" + named + "' among the values");
    }
    return FIRST.contains(method) ? Piece.value(named) : Piece.values(named);
  }

  /// A DN is built by Rollcall itself, which escapes what needs it.
  private Piece escaped(String begin) {
    StringBuilder name = new StringBuilder(begin);
    while (tokens.took(".")) {
      name.append('.').append(tokens.word());
    }
    if (!name.toString().matches("(Packages\\.)?(javax\\.naming\\.ldap\\.)?Rdn\\.escapeValue")) {
      throw new Untranslated("'" + name + "' has no counterpart");
    }
    return only(arguments());
  }

  private static Piece only(List<Calls.Argument> arguments) {
    if (arguments.size() == 1
        && arguments.getFirst() instanceof Calls.Argument.Value(Piece piece)) {
      return piece;
    }
    throw new Untranslated("it is called in a way that is not understood");
  }
}
