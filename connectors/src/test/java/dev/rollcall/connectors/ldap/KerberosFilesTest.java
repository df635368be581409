// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerberosFilesTest {
  @TempDir Path folder;

  @Test
  void letsASystemSpeakBeforeTheUsersFileAndAHostAfterIt() throws Exception {
    Path theirs = Files.createFile(folder.resolve("theirs.conf"));
    KerberosFiles files = KerberosFiles.in(folder, List.of(theirs));

    List<String> lines = Files.readAllLines(files.main());

    assertEquals("includedir " + folder.resolve("realms"), lines.getFirst());
    assertEquals("include " + theirs, lines.get(1));
    assertEquals("includedir " + folder.resolve("hosts"), lines.get(2));
  }

  @Test
  void keepsOneFileForEachRealmAndHost() throws Exception {
    KerberosFiles files = KerberosFiles.in(folder, List.of());
    files.add("A.EXAMPLE", List.of("old"), "dc1.a.example");
    files.add("A.EXAMPLE", List.of("kdc1", "kdc2:8888"), "dc1.a.example");
    files.add("B.EXAMPLE", List.of(), "dc1.b.example");

    assertEquals(
        List.of("[realms]\n  A.EXAMPLE = {\n    kdc = kdc1\n    kdc = kdc2:8888\n  }\n"),
        texts("realms"));
    assertEquals(2, texts("hosts").size());
    assertTrue(texts("hosts").contains("[domain_realm]\n  dc1.b.example = B.EXAMPLE\n"));
  }

  @Test
  void takesTheUsersOwnFileFromWhereOthersDo() throws Exception {
    Path one = Files.createFile(folder.resolve("one"));
    Path other = Files.createFile(folder.resolve("other"));
    Map<String, String> environment =
        Map.of("KRB5_CONFIG", one + ":" + folder.resolve("missing") + ":" + other);

    assertEquals(List.of(one, other), KerberosFiles.theirs(Optional.empty(), environment));
    assertEquals(List.of(other), KerberosFiles.theirs(Optional.of(other), environment));
  }

  private List<String> texts(String place) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(place))) {
      return files.map(KerberosFilesTest::text).sorted().toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
