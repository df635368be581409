// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.house;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every code of a problem has a page, and every page a code.
class ProblemPagesTest {
  private static final String CODE = "[A-Z]{2,}[A-Z0-9]*(?:-[A-Z][A-Z0-9]+)+";

  /// Texts that look like the code of a problem and are the name of something else.
  private static final Set<String> OTHER_NAMES = Set.of("DIGEST-MD5", "CRAM-MD5");

  private static final Checkout CHECKOUT = Checkout.here();
  private static final Path PAGES = CHECKOUT.root().resolve("docs/problems");

  @Test
  void everyCodeHasItsPage() throws IOException {
    SortedSet<String> withoutPage = codes();
    withoutPage.removeAll(pages());

    assertEquals(new TreeSet<>(), withoutPage, "write docs/problems/CODE.md for these");
  }

  @Test
  void everyPageHasItsCode() throws IOException {
    SortedSet<String> withoutCode = pages();
    withoutCode.removeAll(codes());

    assertEquals(new TreeSet<>(), withoutCode, "no source says these codes any more");
  }

  @Test
  void everyPageSaysWhatToDo() throws IOException {
    List<String> unhelpful = new ArrayList<>();
    for (String code : pages()) {
      String page = Files.readString(PAGES.resolve(code + ".md"));
      if (!page.startsWith("# " + code + "\n") || !page.contains("\n## What to do\n")) {
        unhelpful.add(code);
      }
    }

    assertEquals(List.of(), unhelpful);
  }

  @Test
  void seesCodesAtAll() throws IOException {
    assertTrue(codes().contains("GUARD-LEAVERS"));
    assertTrue(codes().contains("JAVA-MISSING"));
  }

  private static SortedSet<String> codes() throws IOException {
    SortedSet<String> codes = new TreeSet<>();
    for (String module : CHECKOUT.modules()) {
      for (Checkout.Source source : CHECKOUT.sources(module + "/src/main/java")) {
        collect("\"(" + CODE + ")\"", source.text(), codes);
      }
    }
    collect("(?:error|problem|stop) (" + CODE + ")", Files.readString(launcher()), codes);
    try (Stream<Path> scripts = Files.list(CHECKOUT.root().resolve("script"))) {
      for (Path script : scripts.filter(Files::isRegularFile).toList()) {
        collect("(?:error|problem|stop) (" + CODE + ")", Files.readString(script), codes);
      }
    }
    codes.removeAll(OTHER_NAMES);
    return codes;
  }

  private static Path launcher() {
    return CHECKOUT.root().resolve("rollcall");
  }

  private static void collect(String pattern, String text, Set<String> codes) {
    Pattern.compile(pattern).matcher(text).results().forEach(found -> codes.add(found.group(1)));
  }

  private static SortedSet<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
          .map(name -> name.substring(0, name.length() - ".md".length()))
          .collect(toCollection(TreeSet::new));
    }
  }
}
