// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import dev.rollcall.app.lsc.Piece.Holds;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What scripts call on texts and lists, in our language.
final class Calls {
  private static final Piece ZERO = Piece.of(Holds.NUMBER, "0", Piece.TIGHT);

  private Calls() {}

  sealed interface Argument {
    record Value(Piece piece) implements Argument {}

    /// @param written with its slashes and flags
    record Regex(String written) implements Argument {}
  }

  static Piece property(Piece of, String name) {
    if (name.equals("length")) {
      return size(of);
    }
    throw none(name);
  }

  private static Piece size(Piece of) {
    return Piece.of(Holds.NUMBER, of.within(Piece.TIGHT) + ".size()", Piece.TIGHT);
  }

  static Piece element(Piece list, Piece index) {
    if (list.type() != Holds.LIST || index.type() != Holds.NUMBER) {
      throw new Untranslated("it takes an element in a way that is not understood");
    }
    String text = list.within(Piece.TIGHT);
    return Piece.of(
        Holds.TEXT,
        index.equals(ZERO) ? text + ".first()" : text + "[" + index.text() + "]",
        Piece.TIGHT);
  }

  static Piece of(Piece of, String name, List<Argument> arguments) {
    if (name.equals("toString") && arguments.isEmpty()) {
      return of.type() == Holds.LIST ? refuse(name) : of.texts(name + " of nothing");
    }
    return switch (of.type()) {
      case TEXT -> onText(of, name, arguments);
      case LIST -> onList(of, name, values(name, arguments));
      case NUMBER, TRUTH, NULL -> throw none(name);
    };
  }

  private static Piece onText(Piece of, String name, List<Argument> arguments) {
    if (name.equals("replace")
        && arguments.size() == 2
        && arguments.getFirst() instanceof Argument.Regex(String written)) {
      return replaced(of, written, values(name, arguments.subList(1, 2)).getFirst());
    }
    List<Piece> given = values(name, arguments);
    return switch (name + "/" + given.size()) {
      case "toUpperCase/0", "toLocaleUpperCase/0" -> call(Holds.TEXT, of, "upper", given);
      case "toLowerCase/0", "toLocaleLowerCase/0" -> call(Holds.TEXT, of, "lower", given);
      case "trim/0" -> call(Holds.TEXT, of, "trim", given);
      case "length/0" -> size(of);
      case "isEmpty/0" -> of.truth().not();
      case "concat/1" -> Piece.sum(List.of(of, given.getFirst().texts("it joins no text")));
      case "equals/1" -> Script.compared(of, "==", given.getFirst());
      case "equalsIgnoreCase/1" -> Script.compared(lower(of), "==", lower(given.getFirst()));
      case "startsWith/1", "endsWith/1", "contains/1" -> call(Holds.TRUTH, of, name, texts(given));
      case "includes/1" -> call(Holds.TRUTH, of, "contains", texts(given));
      case "indexOf/1", "lastIndexOf/1" -> call(Holds.NUMBER, of, name, texts(given));
      case "charAt/1" -> call(Holds.TEXT, of, name, numbers(given));
      case "split/1" -> call(Holds.LIST, of, name, fixed(given));
      case "substring/1", "slice/1", "substr/1" ->
          call(Holds.TEXT, of, "substring", numbers(given));
      case "substring/2", "slice/2" -> cut(of, numbers(given));
      case "substr/2" -> numbers(given).getFirst().equals(ZERO) ? cut(of, given) : refuse(name);
      case "replace/2" -> replacedOnce(of, fixed(given));
      case "replaceAll/2" -> call(Holds.TEXT, of, "replace", fixed(given));
      default -> throw none(name);
    };
  }

  private static Piece onList(Piece of, String name, List<Piece> given) {
    return switch (name + "/" + given.size()) {
      case "get/1" -> element(of, given.getFirst());
      case "size/0", "length/0" -> size(of);
      case "toArray/0" -> of;
      case "isEmpty/0" -> of.truth().not();
      case "join/1" -> call(Holds.TEXT, of, name, texts(given));
      case "contains/1", "includes/1" ->
          Piece.of(
              Holds.TRUTH,
              texts(given).getFirst().within(Piece.SUM) + " in " + of.text(),
              Piece.COMPARISON);
      default -> throw none(name);
    };
  }

  /// `substring` of JavaScript takes what there is; so does `take`.
  private static Piece cut(Piece of, List<Piece> given) {
    return given.getFirst().equals(ZERO)
        ? call(Holds.TEXT, of, "take", given.subList(1, 2))
        : call(Holds.TEXT, of, "substring", given);
  }

  private static Piece replacedOnce(Piece of, List<Piece> given) {
    Piece once = Piece.of(Holds.NUMBER, "1", Piece.TIGHT);
    return call(Holds.TEXT, of, "replace", List.of(given.getFirst(), given.get(1), once));
  }

  private static Piece replaced(Piece of, String written, Piece by) {
    int end = written.lastIndexOf('/');
    String pattern = written.substring(1, end).replace("\\/", "/");
    String flags = written.substring(end + 1);
    Optional<String> replacement = by.literal().filter(it -> !it.contains("$&"));
    if (!flags.contains("g") || flags.matches(".*[^gi].*") || replacement.isEmpty()) {
      throw new Untranslated("it replaces by a pattern in a way that is not understood");
    }
    String whole = (flags.contains("i") ? "(?i)" : "") + pattern;
    String with = replacement.get().replace("\\", "\\\\").replaceAll("\\$(\\d)", "\\\\$1");
    return Piece.of(
        Holds.TEXT,
        of.within(Piece.TIGHT)
            + ".replaceRegex("
            + Piece.quoted(whole)
            + ", "
            + Piece.quoted(with)
            + ")",
        Piece.TIGHT);
  }

  private static Piece lower(Piece of) {
    return call(Holds.TEXT, of.texts("it compares no texts"), "lower", List.of());
  }

  private static Piece call(Holds type, Piece of, String name, List<Piece> given) {
    String arguments = given.stream().map(Piece::text).collect(Collectors.joining(", "));
    return Piece.of(type, of.within(Piece.TIGHT) + "." + name + "(" + arguments + ")", Piece.TIGHT);
  }

  private static List<Piece> values(String name, List<Argument> arguments) {
    return arguments.stream()
        .map(argument ->
            switch (argument) {
              case Argument.Value(Piece piece) -> piece;
              case Argument.Regex _ -> throw none(name);
            })
        .toList();
  }

  private static List<Piece> texts(List<Piece> given) {
    return given.stream().map(it -> it.texts("it hands over no text")).toList();
  }

  private static List<Piece> numbers(List<Piece> given) {
    if (given.stream().anyMatch(it -> it.type() != Holds.NUMBER)) {
      throw new Untranslated("a position in a text is worked out");
    }
    return given;
  }

  private static List<Piece> fixed(List<Piece> given) {
    if (given.stream().anyMatch(it -> it.literal().isEmpty())) {
      throw new Untranslated("what it looks for is worked out");
    }
    return given;
  }

  private static Piece refuse(String name) {
    throw none(name);
  }

  private static Untranslated none(String name) {
    return new Untranslated("'" + name + "' has no counterpart here");
  }
}
