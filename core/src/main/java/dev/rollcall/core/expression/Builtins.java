// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import static dev.rollcall.core.expression.Types.ANY;
import static dev.rollcall.core.expression.Types.LIST;
import static dev.rollcall.core.expression.Types.NUMBER;
import static dev.rollcall.core.expression.Types.OTHER;
import static dev.rollcall.core.expression.Types.SPAN;
import static dev.rollcall.core.expression.Types.TABLE;
import static dev.rollcall.core.expression.Types.TEXT;
import static dev.rollcall.core.expression.Types.TEXTS;
import static dev.rollcall.core.expression.Types.TIME;
import static dev.rollcall.core.expression.Types.TRUTH;
import static dev.rollcall.core.expression.Types.WHOLE;

import dev.cel.common.types.CelType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Every operator and function of the language, in every form that it has.
final class Builtins {
  /// How many candidates `default` takes at most.
  static final int CANDIDATES = 8;

  private static final Function IN_THE_PROGRAM =
      _ -> new Nothing.Failure("this function has no meaning here");

  private Builtins() {}

  static List<Builtin> all() {
    List<Builtin> all = new ArrayList<>();
    all.addAll(TextBuiltins.all());
    all.addAll(TextBuiltins.withParts());
    all.addAll(lists());
    all.addAll(conversions());
    all.addAll(planned());
    all.addAll(comparisons());
    all.addAll(calculations());
    return List.copyOf(all);
  }

  private static List<Builtin> lists() {
    Function size = given -> Operators.size(given[0]);
    return List.of(
        member("first", ANY, given -> ListFunctions.first((List<?>) given[0]), LIST),
        member("last", ANY, given -> ListFunctions.last((List<?>) given[0]), LIST),
        member("join", TEXT, given -> ListFunctions.join((List<?>) given[0], ""), TEXTS),
        member(
            "join",
            TEXT,
            given -> ListFunctions.join((List<?>) given[0], (String) given[1]),
            TEXTS,
            TEXT),
        member("size", WHOLE, size, TEXT),
        member("size", WHOLE, size, LIST),
        member("size", WHOLE, size, TABLE),
        global("size", WHOLE, size, TEXT),
        global("size", WHOLE, size, LIST),
        global("size", WHOLE, size, TABLE));
  }

  private static List<Builtin> conversions() {
    List<Builtin> all = new ArrayList<>();
    for (CelType type : List.of(TEXT, WHOLE, NUMBER, TRUTH, TIME)) {
      all.add(global("string", TEXT, given -> Texts.text(given[0]), type));
    }
    for (CelType type : List.of(TEXT, WHOLE, NUMBER)) {
      all.add(global("int", WHOLE, given -> Conversions.wholeNumber(given[0]), type));
      all.add(global("double", NUMBER, given -> Conversions.number(given[0]), type));
    }
    all.add(global("bool", TRUTH, given -> Conversions.truth((String) given[0]), TEXT));
    all.add(global("timestamp", TIME, given -> Conversions.time((String) given[0]), TEXT));
    all.add(global("days", SPAN, given -> Conversions.days((long) given[0]), WHOLE));
    all.add(member("date", TEXT, given -> Conversions.date((Instant) given[0]), TIME));
    return all;
  }

  /// Declared here, made in [Planner], because they do not simply take values and give one.
  private static List<Builtin> planned() {
    List<Builtin> all = new ArrayList<>();
    for (int count = 2; count <= CANDIDATES; count++) {
      CelType[] candidates = Collections.nCopies(count, ANY).toArray(CelType[]::new);
      all.add(global("default", ANY, IN_THE_PROGRAM, candidates));
    }
    all.add(global("present", TRUTH, IN_THE_PROGRAM, ANY));
    all.add(global("column", TEXT, IN_THE_PROGRAM, TEXT));
    all.add(global("values", TEXTS, IN_THE_PROGRAM, TEXT));
    all.add(member("stripAccents", TEXT, IN_THE_PROGRAM, TEXT, TEXT));
    all.add(member("matches", TRUTH, IN_THE_PROGRAM, TEXT, TEXT));
    all.add(member("extract", TEXT, IN_THE_PROGRAM, TEXT, TEXT));
    all.add(member("extract", TEXT, IN_THE_PROGRAM, TEXT, TEXT, WHOLE));
    all.add(member("replaceRegex", TEXT, IN_THE_PROGRAM, TEXT, TEXT, TEXT));
    all.add(global("_&&_", TRUTH, IN_THE_PROGRAM, TRUTH, TRUTH));
    all.add(global("_||_", TRUTH, IN_THE_PROGRAM, TRUTH, TRUTH));
    all.add(global("_?_:_", ANY, IN_THE_PROGRAM, TRUTH, ANY, ANY));
    all.add(global("@not_strictly_false", TRUTH, IN_THE_PROGRAM, TRUTH));
    return all;
  }

  private static List<Builtin> comparisons() {
    List<Builtin> all = new ArrayList<>();
    for (CelType type : List.of(TEXT, WHOLE, NUMBER, TIME, SPAN)) {
      all.add(global("_<_", TRUTH, given -> compared(given) < 0, type, type));
      all.add(global("_<=_", TRUTH, given -> compared(given) <= 0, type, type));
      all.add(global("_>_", TRUTH, given -> compared(given) > 0, type, type));
      all.add(global("_>=_", TRUTH, given -> compared(given) >= 0, type, type));
    }
    all.add(global("_==_", TRUTH, given -> Operators.equal(given[0], given[1]), ANY, ANY));
    all.add(global("_!=_", TRUTH, given -> !Operators.equal(given[0], given[1]), ANY, ANY));
    all.add(global("!_", TRUTH, given -> !(boolean) given[0], TRUTH));
    all.add(global("@in", TRUTH, given -> Operators.in(given[0], given[1]), ANY, LIST));
    all.add(global("@in", TRUTH, given -> Operators.in(given[0], given[1]), ANY, TABLE));
    return all;
  }

  private static List<Builtin> calculations() {
    Function plus = given -> Operators.plus(given[0], given[1]);
    Function minus = given -> Operators.minus(given[0], given[1]);
    Function times = given -> Operators.times(given[0], given[1]);
    Function divided = given -> Operators.divided(given[0], given[1]);
    Function at = given -> Operators.at(given[0], given[1]);
    return List.of(
        global("_+_", TEXT, plus, TEXT, TEXT),
        global("_+_", LIST, plus, LIST, LIST),
        global("_+_", WHOLE, plus, WHOLE, WHOLE),
        global("_+_", NUMBER, plus, NUMBER, NUMBER),
        global("_+_", TIME, plus, TIME, SPAN),
        global("_-_", WHOLE, minus, WHOLE, WHOLE),
        global("_-_", NUMBER, minus, NUMBER, NUMBER),
        global("_-_", TIME, minus, TIME, SPAN),
        global("_-_", SPAN, minus, TIME, TIME),
        global("_*_", WHOLE, times, WHOLE, WHOLE),
        global("_*_", NUMBER, times, NUMBER, NUMBER),
        global("_/_", WHOLE, divided, WHOLE, WHOLE),
        global("_/_", NUMBER, divided, NUMBER, NUMBER),
        global(
            "_%_",
            WHOLE, given -> Operators.remainder((long) given[0], (long) given[1]), WHOLE, WHOLE),
        global("-_", WHOLE, given -> Operators.negated(given[0]), WHOLE),
        global("-_", NUMBER, given -> Operators.negated(given[0]), NUMBER),
        global("_[_]", ANY, at, LIST, WHOLE),
        global("_[_]", OTHER, at, TABLE, ANY));
  }

  private static int compared(Object[] given) {
    return Operators.compare(given[0], given[1]);
  }

  private static Builtin global(
      String name, CelType result, Function function, CelType... parameters) {
    return new Builtin(name, false, result, List.of(parameters), function);
  }

  private static Builtin member(
      String name, CelType result, Function function, CelType... parameters) {
    return new Builtin(name, true, result, List.of(parameters), function);
  }
}
