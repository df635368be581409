// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// What the YAML parser complains about, in words that never repeat the file: what stands there may
/// be a password.
final class Wording {
  private static final Pattern CHARACTER = Pattern.compile("found character '(.)");

  private Wording() {}

  static String of(MarkedYamlEngineException broken) {
    String said = broken.getProblem() == null ? "" : broken.getProblem();
    Matcher character = CHARACTER.matcher(said);
    if (said.contains("TAB") || said.contains("\\t")) {
      return "there is a tab; YAML is indented with spaces";
    }
    if (character.find()) {
      return "a value cannot begin with '" + character.group(1) + "'; put it in quotes";
    }
    if (said.contains("expected ':'")) {
      return "a key without ': ' after it";
    }
    if (said.contains("mapping values are not allowed")) {
      return "a ': ' inside a value; put the value in quotes, or correct the indentation";
    }
    if (said.contains("<block end>")) {
      return "the indentation does not fit the lines before";
    }
    if (said.contains("unexpected end of stream") || said.contains("<stream end>")) {
      return "the file ends inside a value: a quote or a bracket is not closed";
    }
    if (said.contains("',' or")) {
      return "a ',' or the closing bracket is missing";
    }
    if (said.contains("escape")) {
      return "an unknown escape in a text in double quotes; single quotes take \\ as it is";
    }
    return "the YAML is not valid here";
  }
}
