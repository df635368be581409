// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.rollcall.core.correlation.Finder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  private static HashValue128 key(long number) {
    return new HashValue128(number * 0x9E37_79B9_7F4A_7C15L, number);
  }

  @Test
  void everyKeyLeadsToItsRow() {
    KeyTable table = new KeyTable();
    for (int row = 0; row < 100_000; row++) {
      table.add(key(row), row);
    }

    for (int row = 0; row < 100_000; row++) {
      assertEquals(row, table.find(key(row)));
    }
    assertEquals(Finder.NONE, table.find(key(100_000)));
  }

  @Test
  void aTableWithoutKeysFindsNothing() {
    assertEquals(Finder.NONE, new KeyTable().find(key(1)));
  }

  @Test
  void aKeyOfTwoRowsIsSeveralAndOneGivenTwiceByARowIsNot() {
    KeyTable table = new KeyTable();
    table.add(key(1), 1);
    table.add(key(2), 2);
    table.add(key(1), 3);
    table.add(key(2), 2);

    assertEquals(Finder.SEVERAL, table.find(key(1)));
    assertEquals(2, table.find(key(2)));
  }

  @Test
  void whoeverAsksIsToldOfEachRepetitionInOrder() {
    List<String> told = new ArrayList<>();
    KeyTable table =
        new KeyTable((first, row) -> {
          told.add(first + " " + row);
          return first;
        });
    table.add(key(1), 1);
    table.add(key(1), 3);
    table.add(key(1), 4);

    table.settle();

    assertEquals(List.of("1 3", "1 4"), told);
    assertEquals(1, table.find(key(1)));
  }
}
