// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Values in one cell of CSV. One that a spreadsheet would run as a formula gets an apostrophe in
/// front, as https://owasp.org/www-community/attacks/CSV_Injection has it.
///
/// @param between what separates several values; empty: there is one at the most
record CsvCell(Optional<String> between) {
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

  /// A telephone number runs nothing.
  private static final Pattern NUMBER = Pattern.compile("[+-][0-9 ()./-]*");

  String written(List<String> values) {
    String cell = values.stream().collect(Collectors.joining(between.orElse(" ")));
    return formula(cell) ? "'" + cell : cell;
  }

  List<String> read(String cell) {
    String bare = cell.startsWith("'") && formula(cell.substring(1)) ? cell.substring(1) : cell;
    if (bare.isEmpty()) {
      return List.of();
    }
    return between
        .map(text -> Arrays.asList(bare.split(Pattern.quote(text), -1)))
        .map(all -> all.stream().filter(value -> !value.isEmpty()).toList())
        .orElseGet(() -> List.of(bare));
  }

  private static boolean formula(String cell) {
    return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches();
  }
}
