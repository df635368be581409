// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.engine.journal.Links.Link;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  private static final String NOW = "2026-11-20T12:00:00Z";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 499, 500, 501, 1000, 2345})
  void everyPairThatIsRememberedIsGivenOnce(int count) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      links.add(new Link(new Anchor("id-" + i), new Anchor("account-" + i)));
    }

    assertEquals(pairs(links), given(links));
  }

  @Test
  void anchorsMayHoldAnything() {
    List<String> odd =
        List.of(
            "1:a",
            "12",
            ":",
            "a\u0000b",
            "\u00e9",
            "\u20ac:3",
            "\ud83d\ude00",
            "x\ud83d\ude00y",
            "a\u001fb",
            "'",
            "long ".repeat(500));
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < odd.size(); i++) {
      links.add(new Link(new Anchor(odd.get(i)), new Anchor(odd.get(odd.size() - 1 - i))));
    }

    assertEquals(pairs(links), given(links));
  }

  private static Map<String, String> pairs(List<Link> links) {
    Map<String, String> pairs = new TreeMap<>();
    links.forEach(link -> pairs.put(link.identity().value(), link.account().value()));
    return pairs;
  }

  private Map<String, String> given(List<Link> links) {
    Map<String, String> given = new TreeMap<>();
    try (State state = State.open(folder.resolve("state.db"))) {
      Links remembered = new Links(state, "hr-to-directory");
      remembered.remember(links, NOW);
      new Links(state, "another")
          .remember(List.of(new Link(new Anchor("b"), new Anchor("c"))), NOW);
      remembered.each((identity, account) -> assertEquals(null, given.put(identity, account)));
    }
    return given;
  }
}
