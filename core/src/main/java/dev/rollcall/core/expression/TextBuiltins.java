// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static dev.rollcall.core.expression.Types.TEXT;
import static dev.rollcall.core.expression.Types.TEXTS;
import static dev.rollcall.core.expression.Types.TRUTH;
import static dev.rollcall.core.expression.Types.WHOLE;

import dev.cel.common.types.CelType;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// The functions of texts.
final class TextBuiltins {
  private TextBuiltins() {}

  static List<Builtin> all() {
    return List.of(
        plain("lowerAscii", TextFunctions::lowerAscii),
        plain("upperAscii", TextFunctions::upperAscii),
        plain("lower", text -> text.toLowerCase(Locale.ROOT)),
        plain("upper", text -> text.toUpperCase(Locale.ROOT)),
        plain("titleCase", WordFunctions::titleCase),
        plain("trim", TextFunctions::trim),
        plain("squeeze", WordFunctions::squeeze),
        plain("digits", TextFunctions::digits),
        plain("escapeDn", DnFunctions::escape),
        member("rdnValue", TEXT, given -> DnFunctions.firstValue(text(given, 0)), TEXT),
        member("stripAccents", TEXT, given -> Accents.strip(text(given, 0)), TEXT),
        member("firstWord", TEXT, given -> WordFunctions.first(text(given, 0)), TEXT),
        member("lastWord", TEXT, given -> WordFunctions.last(text(given, 0)), TEXT),
        member("words", TEXTS, given -> WordFunctions.words(text(given, 0)), TEXT),
        member(
            "take",
            TEXT,
            given -> TextFunctions.take(text(given, 0), whole(given, 1)),
            TEXT,
            WHOLE),
        member(
            "substring",
            TEXT,
            given -> TextFunctions.substringFrom(text(given, 0), whole(given, 1)),
            TEXT,
            WHOLE),
        member(
            "substring",
            TEXT,
            given -> TextFunctions.substring(text(given, 0), whole(given, 1), whole(given, 2)),
            TEXT,
            WHOLE,
            WHOLE),
        member(
            "charAt",
            TEXT,
            given -> TextFunctions.charAt(text(given, 0), whole(given, 1)),
            TEXT,
            WHOLE),
        member(
            "padLeft",
            TEXT,
            given -> TextFunctions.padLeft(text(given, 0), whole(given, 1), text(given, 2)),
            TEXT,
            WHOLE,
            TEXT));
  }

  static List<Builtin> withParts() {
    return List.of(
        member("contains", TRUTH, given -> text(given, 0).contains(text(given, 1)), TEXT, TEXT),
        member("startsWith", TRUTH, given -> text(given, 0).startsWith(text(given, 1)), TEXT, TEXT),
        member("endsWith", TRUTH, given -> text(given, 0).endsWith(text(given, 1)), TEXT, TEXT),
        member(
            "indexOf",
            WHOLE,
            given -> TextFunctions.indexOf(text(given, 0), text(given, 1), 0),
            TEXT,
            TEXT),
        member(
            "indexOf",
            WHOLE,
            given -> TextFunctions.indexOf(text(given, 0), text(given, 1), whole(given, 2)),
            TEXT,
            TEXT,
            WHOLE),
        member(
            "lastIndexOf",
            WHOLE,
            given -> TextFunctions.lastIndexOf(text(given, 0), text(given, 1)),
            TEXT,
            TEXT),
        member(
            "replace",
            TEXT,
            given -> TextFunctions.replace(text(given, 0), text(given, 1), text(given, 2), -1),
            TEXT,
            TEXT,
            TEXT),
        member(
            "replace",
            TEXT,
            given ->
                TextFunctions.replace(
                    text(given, 0), text(given, 1), text(given, 2), whole(given, 3)),
            TEXT,
            TEXT,
            TEXT,
            WHOLE),
        member(
            "split",
            TEXTS,
            given -> TextFunctions.split(text(given, 0), text(given, 1), -1),
            TEXT,
            TEXT),
        member(
            "split",
            TEXTS,
            given -> TextFunctions.split(text(given, 0), text(given, 1), whole(given, 2)),
            TEXT,
            TEXT,
            WHOLE));
  }

  private static Builtin plain(String name, UnaryOperator<String> function) {
    return member(name, TEXT, given -> function.apply(text(given, 0)), TEXT);
  }

  private static Builtin member(
      String name, CelType result, Function function, CelType... parameters) {
    return new Builtin(name, true, result, List.of(parameters), function);
  }

  private static String text(Object[] given, int position) {
    return (String) given[position];
  }

  private static long whole(Object[] given, int position) {
    return (long) given[position];
  }
}
