// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A translated part of a script.
///
/// @param text in our language
/// @param binding how tightly it holds together; a part of something tighter needs brackets
/// @param literal what it says, where it is a fixed text
/// @param parts what it joins, where it is a sum of texts
/// @param name what it is a name of, where it is nothing more
record Piece(
    Holds type,
    String text,
    int binding,
    Optional<String> literal,
    List<Piece> parts,
    Optional<String> name) {
  static final int CHOICE = 0;
  static final int OR = 1;
  static final int AND = 2;
  static final int COMPARISON = 3;
  static final int SUM = 4;
  static final int NOT = 5;
  static final int TIGHT = 6;

  private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";

  /// Words of the language, https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax,
  /// and names that mean something else in ours.
  private static final Set<String> RESERVED =
      Set.of(
          "false",
          "in",
          "null",
          "true",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while",
          "all",
          "account",
          "bool",
          "int",
          "double",
          "string",
          "list",
          "map",
          "type",
          "size",
          "timestamp",
          "duration",
          "default",
          "present",
          "column",
          "values");

  enum Holds {
    TEXT,
    NUMBER,
    TRUTH,
    LIST,
    NULL
  }

  static Piece of(Holds type, String text, int binding) {
    return new Piece(type, text, binding, Optional.empty(), List.of(), Optional.empty());
  }

  static Piece literal(String said) {
    return new Piece(
        Holds.TEXT, quoted(said), TIGHT, Optional.of(said), List.of(), Optional.empty());
  }

  /// The value of a column or attribute.
  static Piece value(String name) {
    String text = plain(name) ? name : "column(" + quoted(name) + ")";
    return new Piece(Holds.TEXT, text, TIGHT, Optional.empty(), List.of(), Optional.of(name));
  }

  /// All of its values.
  static Piece values(String name) {
    String text = plain(name) ? "all." + name : "values(" + quoted(name) + ")";
    return new Piece(Holds.LIST, text, TIGHT, Optional.empty(), List.of(), Optional.of(name));
  }

  static Piece sum(List<Piece> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    String text = parts.stream().map(it -> it.within(SUM + 1)).collect(Collectors.joining(" + "));
    boolean fixed = parts.stream().allMatch(it -> it.literal.isPresent());
    String said = parts.stream().flatMap(it -> it.literal.stream()).collect(Collectors.joining());
    return fixed
        ? literal(said)
        : new Piece(Holds.TEXT, text, SUM, Optional.empty(), parts, Optional.empty());
  }

  static boolean plain(String name) {
    return name.matches(IDENTIFIER) && !RESERVED.contains(name);
  }

  static String quoted(String said) {
    return "'"
        + said.replace("\\", "\\\\")
            .replace("'", "\\'")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        + "'";
  }

  /// As part of something that binds so tightly.
  String within(int other) {
    return binding < other ? "(" + text + ")" : text;
  }

  Piece texts(String reason) {
    return switch (type) {
      case TEXT -> this;
      case NUMBER -> of(Holds.TEXT, "string(" + text + ")", TIGHT);
      case TRUTH, LIST, NULL -> throw new Untranslated(reason);
    };
  }

  /// What JavaScript holds to be true of it.
  Piece truth() {
    return switch (type) {
      case TRUTH -> this;
      case TEXT -> of(Holds.TRUTH, "present(" + text + ")", TIGHT);
      case LIST -> of(Holds.TRUTH, within(TIGHT) + ".size() > 0", COMPARISON);
      case NUMBER -> of(Holds.TRUTH, within(COMPARISON + 1) + " != 0", COMPARISON);
      case NULL -> of(Holds.TRUTH, "false", TIGHT);
    };
  }

  Piece not() {
    if (binding == NOT) {
      return of(Holds.TRUTH, text.substring(1), TIGHT);
    }
    return of(Holds.TRUTH, "!" + truth().within(NOT), NOT);
  }
}
