// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  @TempDir private Path folder;

  @Test
  void mayHaveQuotesLineBreaksBlankLinesAndAByteOrderMark() throws Exception {
    TestFile file = file("\uFEFFid, Name \r\n1,\"Ana \"\"A\"\"\r\nNúñez\"\r\n\r\n2,\" kept \"\r\n");

    List<Identity> people = TestFile.read(file.source(), "ID", "name");

    assertEquals(List.of(List.of("1"), List.of("Ana \"A\"\r\nNúñez")), people.getFirst().values());
    assertEquals(List.of(List.of("2"), List.of(" kept ")), people.getLast().values());
    assertEquals("line 2", people.getFirst().origin());
    assertEquals("line 5", people.getLast().origin());
  }

  @Test
  void splitsCellsOnlyWhenItIsTold() throws Exception {
    TestFile file = file("id;teams\n1;fx, , light\n2;\n");

    List<Identity> split = TestFile.read(file.source(';', Optional.of(",")), "teams");
    List<Identity> whole = TestFile.read(file.source(';', Optional.empty()), "teams");

    assertEquals(List.of("fx", "light"), split.getFirst().values("teams"));
    assertEquals(List.of(), split.getLast().values("teams"));
    assertEquals(List.of("fx, , light"), whole.getFirst().values("teams"));
  }

  @Test
  void mayBePacked() throws Exception {
    TestFile file = TestFile.of(folder, "hr.csv.GZ", TestFile.packed("id\n1\n"));

    assertEquals(List.of(List.of(List.of("1"))), file.values("id"));
    assertEquals("CSV file", file.source().kind());
  }

  @Test
  void withTooFewOrTooManyValuesInALineIsDamaged() {
    Problem few = file("id,name\n1,Ana\n2\n").problem("id");
    Problem many = file("id,name\n1,Ana,x\n").problem("id");

    assertEquals("FILE-MALFORMED", few.code());
    assertTrue(few.what().endsWith("line 3 is not valid"), few.what());
    assertEquals("it has 1 values, the header names 2 columns", few.why());
    assertEquals("it has 3 values, the header names 2 columns", many.why());
  }

  @Test
  void thatEndsInsideQuotesIsDamaged() {
    Problem problem = file("id,name\n1,\"Ana\n\"\n\n2,\"Bo").problem("id");

    assertEquals("FILE-MALFORMED", problem.code());
    assertTrue(problem.what().endsWith("line 5 is not valid"), problem.what());
  }

  @Test
  void withTextAfterAClosingQuoteIsDamaged() {
    assertEquals("FILE-MALFORMED", file("id,name\n1,\"Ana\"x\n").problem("id").code());
  }

  @Test
  void thatIsNotUtf8SaysInWhichLine() {
    byte[] latin = "id,name\n1,Ana\n2,Núñez\n".getBytes(StandardCharsets.ISO_8859_1);

    Problem problem = TestFile.of(folder, "hr.csv", latin).problem("id");

    assertEquals("FILE-ENCODING", problem.code());
    assertTrue(problem.what().endsWith("line 3 is not valid UTF-8"), problem.what());
  }

  @Test
  void needsAHeaderAndMayHaveNothingElse() throws Exception {
    assertEquals("FILE-EMPTY", file("").problem("id").code());
    assertEquals("FILE-EMPTY", file("\n\n").problem("id").code());
    assertEquals(List.of(), file("id,name\n").values("id"));
  }

  @Test
  void withoutTheColumnNamesThoseThatAreThere() {
    Problem problem = file("id,user_name\n1,ana\n").problem("username");

    assertEquals("FILE-NO-COLUMN", problem.code());
    assertTrue(problem.what().endsWith("has no column 'username'"), problem.what());
    assertEquals("its columns are id, user_name", problem.why());
  }

  @Test
  void withAColumnTwiceCannotBeAskedForIt() throws Exception {
    TestFile file = file("id,mail,mail\n1,a,b\n");

    assertEquals("FILE-COLUMN-TWICE", file.problem("mail").code());
    assertEquals(List.of(List.of(List.of("1"))), file.values("id"));
  }

  private TestFile file(String content) {
    return TestFile.of(folder, "hr.csv", content);
  }
}
