// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 60_000})
  void recordsComeBackWhetherTheyStayInMemoryOrGoToTheFile(int records) {
    String filling = "ö".repeat(400);
    List<Long> places = new ArrayList<>();
    try (Spool spool = new Spool(folder.resolve("spool"))) {
      for (int i = 0; i < records; i++) {
        places.add(spool.position());
        spool.text("record " + i);
        spool.lists(List.of(List.of(), List.of(filling, "b" + i)));
      }
      spool.seal();

      for (int i = records - 1; i >= 0; i -= 7) {
        Spool.Cursor cursor = spool.at(places.get(i));
        assertEquals("record " + i, cursor.text());
        assertEquals(List.of(List.of(), List.of(filling, "b" + i)), cursor.lists(2));
      }
    }
  }

  @Test
  void aRecordLargerThanWhatStaysInMemoryComesBack() {
    String large = "x".repeat(40 << 20);
    try (Spool spool = new Spool(folder.resolve("spool"))) {
      spool.text("before");
      long place = spool.position();
      spool.text(large);
      spool.text("after");
      spool.seal();

      Spool.Cursor cursor = spool.at(place);
      assertEquals(large, cursor.text());
      assertEquals("after", cursor.text());
    }
  }

  @Test
  void nothingIsLeftOnTheDisk() throws Exception {
    try (Spool spool = new Spool(folder.resolve("spool"))) {
      spool.text("here");
      spool.seal();
    }

    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }
}
