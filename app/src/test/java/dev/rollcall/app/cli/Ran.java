// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A command that has ended.
///
/// @param out what it printed
/// @param err what it said beside that: problems, progress, the log
/// @param directory where it was typed
public record Ran(String command, int code, String out, String err, Path directory) {
  private static final Pattern ANCHOR =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern PLAN = Pattern.compile("-[0-9a-f]{8}\\.plan");
  private static final Pattern FINGERPRINT = Pattern.compile("\\b[0-9a-f]{32}\\b");

  /// The command, when it ended with this code; a failed test otherwise.
  public Ran expect(int wanted) {
    assertEquals(wanted, code, () -> "exit code of '" + command + "'\n" + out + err);
    return this;
  }

  /// The command, when it ended with this code and told of this problem what, why and what to do; a
  /// failed test otherwise.
  public Ran stopped(int wanted, String problem) {
    expect(wanted);
    assertTold("error", problem, err);
    return this;
  }

  /// The command, when it told of this problem beside its result; a failed test otherwise.
  public Ran told(String problem) {
    assertTold("problem", problem, out);
    return this;
  }

  private void assertTold(String mark, String problem, String text) {
    Pattern pattern =
        Pattern.compile(
            "(?m)^%s %s: \\S.*\n(?: +.*\n)*?  why: \\S.*\n(?: +.*\n)*?  fix: \\S"
                .formatted(mark, problem));
    assertTrue(pattern.matcher(text).find(), () -> problem + " is not told in\n" + out + err);
  }

  /// What it printed, without what is different every time: the directory, ids that a server makes
  /// up, fingerprints over them.
  public String steady() {
    return steady(out);
  }

  /// The same of what it said beside.
  public String steadyErr() {
    return steady(err);
  }

  private String steady(String text) {
    String placed = text.replace(directory + "/", "");
    String named = ANCHOR.matcher(placed).replaceAll("ID");
    String planned = PLAN.matcher(named).replaceAll("-PRINT.plan");
    return FINGERPRINT.matcher(planned).replaceAll("FINGERPRINT").strip();
  }

  /// The file of the first plan that is named.
  public String plan() {
    Matcher matcher = Pattern.compile("\\S+-[0-9a-f]{8}\\.plan").matcher(out);
    if (!matcher.find()) {
      throw new AssertionError("no plan is named in\n" + out + err);
    }
    return matcher.group();
  }

  /// The objects that it printed, one a line.
  public List<JsonNode> json() {
    ObjectMapper mapper = new ObjectMapper();
    return out.lines().map(mapper::readTree).toList();
  }
}
