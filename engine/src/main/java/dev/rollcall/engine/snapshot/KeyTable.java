// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.rollcall.core.correlation.Finder;
import java.util.Arrays;

/// From 128-bit keys to row numbers: 20 bytes a key, one after the other, and 12 to 23 for its
/// place in an open table. A place knows a part of its key, so that keys, which are all over the
/// memory, are looked at only where they are the right ones.
final class KeyTable {
  private static final long FREE = 0;

  private long[] keys = new long[1024];
  private int[] rows = new int[512];
  private long[] slots = new long[1024];
  private int size;

  /// Remembers the row; a second one under the same key makes it [Finder#SEVERAL].
  void add(HashValue128 key, int row) {
    int first = addIfAbsent(key, row);
    if (first != Finder.NONE && first != row) {
      int slot = slot(key.getMostSignificantBits(), key.getLeastSignificantBits());
      rows[number(slots[slot])] = Finder.SEVERAL;
    }
  }

  /// Remembers the row if the key is new; otherwise gives the row that has it.
  int addIfAbsent(HashValue128 key, int row) {
    long most = key.getMostSignificantBits();
    long least = key.getLeastSignificantBits();
    int slot = slot(most, least);
    if (slots[slot] != FREE) {
      return rows[number(slots[slot])];
    }
    room();
    keys[2 * size] = most;
    keys[2 * size + 1] = least;
    rows[size] = row;
    slots[slot] = place(most, size);
    size++;
    if (size * 10L > slots.length * 7L) {
      scatter(slots.length * 2);
    }
    return Finder.NONE;
  }

  /// The row, [Finder#NONE] or [Finder#SEVERAL].
  int find(HashValue128 key) {
    long found = slots[slot(key.getMostSignificantBits(), key.getLeastSignificantBits())];
    return found == FREE ? Finder.NONE : rows[number(found)];
  }

  /// Where a key is, or would be.
  private int slot(long most, long least) {
    int mask = slots.length - 1;
    int slot = (int) least & mask;
    long place = slots[slot];
    while (place != FREE && !isAt(place, most, least)) {
      slot = (slot + 1) & mask;
      place = slots[slot];
    }
    return slot;
  }

  private boolean isAt(long place, long most, long least) {
    if (((place ^ most) & 0xFFFF_FFFF_0000_0000L) != 0) {
      return false;
    }
    int key = 2 * number(place);
    return keys[key] == most && keys[key + 1] == least;
  }

  private static long place(long most, int number) {
    return most & 0xFFFF_FFFF_0000_0000L | (number + 1);
  }

  private static int number(long place) {
    return (int) place - 1;
  }

  private void room() {
    if (size == rows.length) {
      int more = size + (size >> 1);
      keys = Arrays.copyOf(keys, 2 * more);
      rows = Arrays.copyOf(rows, more);
    }
  }

  private void scatter(int wider) {
    slots = new long[wider];
    int mask = wider - 1;
    for (int number = 0; number < size; number++) {
      int slot = (int) keys[2 * number + 1] & mask;
      while (slots[slot] != FREE) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = place(keys[2 * number], number);
    }
  }
}
