// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.house.Checkout.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
  private static final int LONGEST_FILE = 400;
  private static final int WIDEST_LINE = 100;
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum)\\s+(\\w+)");
  private static final Pattern WORD_THAT_SAYS_NOTHING =
      Pattern.compile(
          "^(Base|Abstract)(?![a-z])|(Manager|Helper|Util|Utils|Impl|Info)(?![a-z])|D(TO|to)(?![a-z])");

  private static List<Source> sources = List.of();

  @BeforeAll
  static void readTheWorkingCopy() throws IOException {
    sources = Checkout.here().sources("");
  }

  @Test
  void seesTheSourcesItJudges() {
    assertTrue(
        sources.stream().anyMatch(source -> source.path().endsWith("house/SourceRulesTest.java")),
        "this test does not even see itself");
    assertTrue(sources.stream().anyMatch(source -> source.path().startsWith("core/src/main/")));
  }

  @Test
  void everyFileStartsWithItsLicence() {
    assertNone(source -> !source.text().startsWith("// SPDX-License-Identifier: Apache-2.0\n"));
  }

  @Test
  void noFileIsLongerThanAReaderCanHold() {
    assertNone(source -> source.text().lines().count() > LONGEST_FILE);
  }

  @Test
  void everyTypeIsWrittenOut() {
    assertNoLine("code", "\\bvar\\s+\\w+\\s*[=:,)]");
  }

  @Test
  void documentationIsMarkdown() {
    assertNoLine("comments", "/\\*\\*");
  }

  @Test
  void documentationFitsThePage() {
    List<String> found = new ArrayList<>();
    for (Source source : sources) {
      source
          .text()
          .lines()
          .filter(line -> line.strip().startsWith("///") && line.length() > WIDEST_LINE)
          .filter(line -> !line.contains("://"))
          .forEach(line -> found.add(source.path() + ": " + line.strip()));
    }

    assertEquals(List.of(), found);
  }

  @Test
  void nothingIsLeftForLater() {
    assertNoLine("comments", "(?i)\\b(TODO|FIXME|XXX|HACK)\\b|@author");
  }

  @Test
  void testsDoNotSleep() {
    assertNone(source -> source.inTests() && source.parts().code().contains("Thread.sleep"));
  }

  /// The contracts in the test kit may: not every target knows every kind of change.
  @Test
  void everyTestRuns() {
    Pattern skips = Pattern.compile("@Disabled|\\bassume(True|False|That|ingThat)\\b");

    assertNone(source ->
        source.path().contains("src/test/") && skips.matcher(source.parts().code()).find());
  }

  @Test
  void theNameOfATypeSaysWhatItIs() {
    List<String> found = new ArrayList<>();
    for (Source source : sources) {
      Matcher types = TYPE.matcher(source.parts().code());
      while (types.find()) {
        if (WORD_THAT_SAYS_NOTHING.matcher(types.group(1)).find()) {
          found.add(source.path() + ": " + types.group(1));
        }
      }
    }

    assertEquals(List.of(), found);
  }

  private static void assertNone(Predicate<Source> broken) {
    assertEquals(List.of(), sources.stream().filter(broken).map(Source::path).toList());
  }

  private static void assertNoLine(String part, String pattern) {
    Pattern forbidden = Pattern.compile(pattern);
    List<String> found = new ArrayList<>();
    for (Source source : sources) {
      JavaText parts = source.parts();
      List<String> lines = (part.equals("code") ? parts.code() : parts.comments()).lines().toList();
      for (int line = 0; line < lines.size(); line++) {
        if (forbidden.matcher(lines.get(line)).find()) {
          found.add(source.path() + ":" + (line + 1) + ": " + lines.get(line).strip());
        }
      }
    }

    assertEquals(List.of(), found);
  }
}
