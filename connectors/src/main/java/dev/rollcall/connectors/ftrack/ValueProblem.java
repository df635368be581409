// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What can be wrong with the attributes of a user before they are sent.
final class ValueProblem {
  private ValueProblem() {}

  static Problem missing(Sort sort, String name) {
    return sort == Sort.GROUP
        ? new Problem(
            "FTRACK-NO-GROUP-NAME",
            Blame.DATA,
            name + " has no value",
            "a group of ftrack without a name cannot be told from others",
            "give the group a value for it in the source")
        : new Problem(
            "FTRACK-NO-USERNAME",
            Blame.DATA,
            name + " has no value",
            "ftrack knows its users by their " + name,
            "give the person a value for it in the source");
  }

  static Problem unknownAttribute(String system, Sort sort, String name, List<String> known) {
    return new Problem(
        "FTRACK-UNKNOWN-ATTRIBUTE",
        Blame.CONFIGURATION,
        "ftrack's %s have no attribute '%s'".formatted(words(sort), name),
        "'" + system + "' has " + String.join(", ", known),
        "write " + nearest(name, known) + ", or take '" + name + "' out of the mapping");
  }

  static Problem notMappable(String system, Sort sort, String name) {
    return new Problem(
        "FTRACK-READ-ONLY-ATTRIBUTE",
        Blame.CONFIGURATION,
        "'%s' of ftrack's %s cannot be mapped".formatted(name, words(sort)),
        switch (name) {
          case "is_active" ->
              "'"
                  + system
                  + "' opens and closes users by it; the sync decides that from who is here";
          case "parent_id" -> "a group comes into another one as its member";
          case "local" -> "Rollcall keeps the groups of the whole studio, which are not local";
          default -> "'" + system + "' sets it itself";
        },
        name.equals("is_active")
            ? "take it out of the mapping and use `where`, `leavers` and `returners`"
            : "take it out of the mapping"
                + (name.equals("user_type_id") ? "; use user_type" : ""));
  }

  static String words(Sort sort) {
    return sort == Sort.GROUP ? "groups" : "users";
  }

  static Problem several(String name, int count) {
    return new Problem(
        "FTRACK-SEVERAL-VALUES",
        Blame.DATA,
        name + " has " + count + " values",
        "ftrack keeps one",
        "choose one in the mapping: ATTRIBUTE.first()");
  }

  static Problem characters(String name) {
    return new Problem(
        "FTRACK-CONTROL-CHARACTER",
        Blame.DATA,
        name + " holds a control character or a broken one",
        "no person typed it, and ftrack's pages cannot show it",
        "correct the value in the source");
  }

  static Problem tooLong(String name, int longest) {
    return new Problem(
        "FTRACK-TOO-LONG",
        Blame.DATA,
        name + " is longer than " + longest + " characters",
        "no login, name or address is that long",
        "shorten the value in the source, or in the mapping");
  }

  static Problem spaces(String name) {
    return new Problem(
        "FTRACK-USERNAME-SPACES",
        Blame.DATA,
        name + " begins or ends with a space",
        "nobody could sign in by it",
        "correct the value in the source, or map it with trim()");
  }

  static Problem userType(String value, List<String> known) {
    return new Problem(
        "FTRACK-USER-TYPE",
        Blame.DATA,
        "'" + value + "' is no type for a person",
        "the server has " + String.join(", ", known),
        "write " + nearest(value, known));
  }

  static Problem option(String name, String value, List<String> options) {
    return new Problem(
        "FTRACK-UNKNOWN-OPTION",
        Blame.DATA,
        "'" + value + "' is no option of " + name,
        "ftrack has " + String.join(", ", options),
        "write "
            + nearest(value, options)
            + ", or add the option in ftrack under System settings > Custom attributes");
  }

  static Problem form(String name, String value, Field.Form form) {
    String wanted = form.name().toLowerCase(Locale.ROOT);
    return new Problem(
        "FTRACK-VALUE-FORM",
        Blame.DATA,
        name + " is '" + value + "', which is no " + wanted,
        "ftrack keeps a " + wanted + " there",
        "correct the value in the source, or convert it in the mapping");
  }

  private static String nearest(String name, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String other) -> distance(name, other)).thenComparing(o -> o))
        .map(other -> "'" + other + "'")
        .orElse("one that the server has");
  }

  /// How many letters have to be added, taken away or exchanged.
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int exchange = corner + (lower(one, i - 1) == lower(other, j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(exchange, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[other.length()];
  }

  private static char lower(String text, int index) {
    return Character.toLowerCase(text.charAt(index));
  }
}
