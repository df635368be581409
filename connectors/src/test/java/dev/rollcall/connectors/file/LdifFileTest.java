// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LdifFileTest {
  @TempDir private Path folder;

  @Test
  void givesEveryValueOfAnEntryAndItsName() throws Exception {
    TestFile file =
        file(
            """
            # people
            dn: uid=ana,dc=example
            cn: Ana
              Núñez
            mail: a@example.com
            mail: b@example.com
            description:
            photo:: AP8=
            """);

    Identity ana =
        TestFile.read(file.source(), "DN", "CN", "mail", "description", "photo").getFirst();

    assertEquals(
        List.of(
            List.of("uid=ana,dc=example"),
            List.of("Ana Núñez"),
            List.of("a@example.com", "b@example.com"),
            List.of(),
            List.of("AP8=")),
        ana.values());
    assertEquals("uid=ana,dc=example", ana.origin());
  }

  @Test
  void withChangesIsRefused() {
    Problem problem =
        file("dn: uid=a,dc=x\nuid: a\n\ndn: uid=b,dc=x\nchangetype: delete\n").problem("uid");

    assertEquals("FILE-LDIF-CHANGES", problem.code());
    assertEquals("record 2 has a `changetype`", problem.why());
  }

  @Test
  void thatIsDamagedSaysInWhichLine() {
    Problem problem = file("dn: uid=a,dc=x\nuid: a\n\ndn: uid=b,dc=x\nnonsense\n").problem("uid");

    assertEquals("FILE-MALFORMED", problem.code());
    assertTrue(problem.what().contains("line 4"), problem.what());
  }

  @Test
  void opensNoOtherFile() {
    TestFile secret = TestFile.of(folder, "secret", "s3cret");
    String url = secret.path().toUri().toString();

    Problem problem = file("dn: uid=a,dc=x\nuid: a\ncn:< " + url + "\n").problem("cn");
    Problem folded = file("dn: uid=a,dc=x\nuid: a\ncn:\n < " + url + "\n").problem("cn");

    assertEquals("FILE-LDIF-URL", problem.code());
    assertTrue(problem.what().contains("line 3"), problem.what());
    assertFalse(folded.text().contains("s3cret"), folded.text());
  }

  @Test
  void mayHaveColonsAndBracketsInValuesAndComments() throws Exception {
    TestFile file = file("# a:< b\ndn: uid=a,dc=x\nuid: a\ncn: x:< y\n");

    assertEquals(List.of(List.of(List.of("x:< y"))), file.values("cn"));
  }

  private TestFile file(String content) {
    return TestFile.of(folder, "hr.ldif", content);
  }
}
