// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compiles what needs no language: a name, all values of a name, a constant. Most mappings are
/// that, and the language takes a while to set up.
final class Shortcut {
  private static final Pattern NAME = Pattern.compile("(all\\.)?([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern QUOTED =
      Pattern.compile("'([^'\\\\\\r\\n]*)'|\"([^\"\\\\\\r\\n]*)\"");
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Set<String> WORDS = Set.of("true", "false", "null", "in");

  private Shortcut() {}

  /// Nothing where the text needs the language.
  static Optional<Compilation<Program>> compile(String text, Names names, boolean condition) {
    String plain = text.strip();
    Matcher name = NAME.matcher(plain);
    if (name.matches() && !WORDS.contains(name.group(2))) {
      boolean every = name.group(1) != null;
      return Optional.of(name(text, name.group(2), plain, every, names, condition));
    }
    return constant(plain).map(value -> constant(text, value, condition));
  }

  private static Compilation<Program> name(
      String text, String name, String written, boolean every, Names names, boolean condition) {
    int column = text.indexOf(written) + 1;
    if (!names.knows(name)) {
      Optional<String> meant =
          names.nearest(name).map(near -> "did you mean " + (every ? "all." : "") + near + "?");
      return rejected(new Mistake(1, column, "unknown name " + written, meant));
    }
    boolean truth = !every && names.isBoolean(name);
    if (condition && !truth) {
      return rejected(Mistake.notTrueOrFalse(every ? "a list of texts" : "text"));
    }
    Node node = condition ? new Lookup.Flag(name) : new Lookup.Every(name);
    return compiled(text, node, new LinkedHashSet<>(List.of(name)));
  }

  private static Compilation<Program> constant(String text, Object value, boolean condition) {
    if (condition && !(value instanceof Boolean)) {
      return rejected(Mistake.notTrueOrFalse(value instanceof String ? "text" : "a whole number"));
    }
    return compiled(text, new Step.Constant(value), new LinkedHashSet<>());
  }

  private static Optional<Object> constant(String plain) {
    Matcher quoted = QUOTED.matcher(plain);
    if (quoted.matches()) {
      String single = quoted.group(1);
      return Optional.of(single != null ? single : quoted.group(2));
    }
    if (WHOLE.matcher(plain).matches()) {
      return Optional.of(Long.valueOf(plain));
    }
    return plain.equals("true") || plain.equals("false")
        ? Optional.of(Boolean.valueOf(plain))
        : Optional.empty();
  }

  private static Compilation<Program> compiled(
      String text, Node node, SequencedSet<String> inputs) {
    return new Compilation.Compiled<>(new Program(text, node, 0, inputs, new LinkedHashSet<>()));
  }

  private static Compilation<Program> rejected(Mistake mistake) {
    return new Compilation.Rejected<>(List.of(mistake));
  }
}
