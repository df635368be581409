// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.core.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeReaderTest {
  private final Findings findings = new Findings("f");

  private Optional<Fields> read(String text) {
    return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> TreeReader.read(text, findings));
  }

  private String said(String text) {
    read(text);
    return findings.problems().stream().map(Problem::what).collect(Collectors.joining("\n"));
  }

  private String why(String text) {
    read(text);
    return findings.problems().stream().map(Problem::why).collect(Collectors.joining("\n"));
  }

  @Test
  void knowsThePlaceOfEveryKeyAndValue() {
    Fields root = read("a: 1\nb:\n  ü: [x, 'y']\n").orElseThrow();

    Node.Entry inner = ((Fields) root.get("b").orElseThrow()).entry("ü").orElseThrow();
    assertEquals(new Position(3, 3), inner.at());
    assertEquals(new Position(3, 10), ((Node.Items) inner.value()).items().getLast().at());
  }

  @Test
  void tellsEveryKeyThatIsThereTwice() {
    String said = said("a: 1\nb: {c: 1, c: 2}\na: 3\n");

    assertEquals(
        """
        f:2:11: the key 'c' is here a second time
        f:3:1: the key 'a' is here a second time\
        """,
        said);
  }

  @Test
  void takesInWhatIsMergedUnlessItIsThereAlready() {
    Fields root = read("x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\n").orElseThrow();

    Fields y = (Fields) root.get("y").orElseThrow();
    assertEquals("3", ((Node.Scalar) y.get("b").orElseThrow()).text());
    assertEquals("1", ((Node.Scalar) y.get("a").orElseThrow()).text());
  }

  @Test
  void refusesToMergeAText() {
    assertEquals("f:2:3: '<<' can take in groups of keys only", said("a:\n  <<: b\n"));
  }

  @Test
  void stopsAliasesThatMultiplyEachOther() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", each(before, 10))));
    }

    assertEquals("f:6:5: there are too many values here", said(bomb.toString()));
  }

  @Test
  void stopsAnAliasOfItself() {
    assertEquals(
        "f:1:8: a value begins with '*', and no '&' of that name is before it",
        said("a: &a [*a]\n"));
  }

  @Test
  void stopsNestingThatIsTooDeep() {
    assertEquals("f:1:36: the values are nested too deep here", said("a: " + "[".repeat(100_000)));
    assertEquals(1, findings.problems().size());
  }

  @Test
  void stopsIndentationThatIsTooDeep() {
    String deep =
        IntStream.range(0, 500)
            .mapToObj(i -> " ".repeat(i) + "k:")
            .collect(Collectors.joining("\n"));

    assertEquals("f:34:34: the values are nested too deep here", said(deep));
  }

  @Test
  void stopsTooManyValues() {
    String said = said("a: [" + "x, ".repeat(250_000) + "x]");

    assertEquals("f:1:4: there are too many values here", said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a:\n\tb: 1'         | f:2:1 | there is a tab; YAML is indented with spaces",
        "'a: %x'             | f:1:4 | a value cannot begin with '%'; put it in quotes",
        "'a: b: c'           | f:1:5 | a ': ' inside a value; put the value in quotes, or correct"
            + " the indentation",
        "'a: 1\nb\nc: 2'     | f:3:1 | a key without ': ' after it",
        "'a: \"x'            | f:1:6 | the file ends inside a value: a quote or a bracket is not"
            + " closed",
        "'a: [x'             | f:1:6 | the file ends inside a value: a quote or a bracket is not"
            + " closed",
        "'a: {b: 1 c: 2}'    | f:1:11 | a ',' or the closing bracket is missing",
        "'a: 1\n"
            + "  b: 2'      | f:2:4 | a ': ' inside a value; put the value in quotes, or correct"
            + " the indentation",
        "'a: \"\\q\"'        | f:1:6 | an unknown escape in a text in double quotes; single quotes"
            + " take \\ as it is",
      })
  void saysWhatIsWrongWithTheYaml(String yaml, String place, String why) {
    assertEquals(why, why(yaml));
    assertEquals(
        place + ": the file cannot be read from here on", findings.problems().getFirst().what());
  }

  @Test
  void refusesTypes() {
    assertEquals("f:1:4: a value begins with '!'", said("a: !!binary x\n"));
  }

  @Test
  void refusesASecondDocument() {
    assertEquals("f:2:1: a second document begins here", said("a: 1\n--- \nb: 2\n"));
  }

  @Test
  void refusesAFileWithoutKeys() {
    assertEquals("f:1:1: the file does not begin with keys", said("- a\n"));
  }

  @Test
  void refusesAnEmptyFile() {
    assertEquals("f:1:1: the file is empty", said("# nothing\n"));
  }

  @Test
  void refusesKeysThatAreNoTexts() {
    assertEquals("f:1:1: a key is not a text", said("[a]: 1\n"));
  }

  @Test
  void refusesCharactersThatYamlHasNot() {
    assertEquals("f:2:4: the file cannot be read from here on", said("a: 1\nb: \u0001\n"));
  }

  @Test
  void refusesEscapesThatAreNoText() {
    assertEquals(
        """
        f:1:4: a text holds a character that cannot be kept
        f:2:1: a text holds a character that cannot be kept\
        """,
        said("a: \"x\\0\"\n\"\\ud800\": 1\n"));
  }

  private static Iterable<String> each(String text, int times) {
    return IntStream.range(0, times).mapToObj(i -> text).toList();
  }
}
