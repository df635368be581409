// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.rollcall.core.correlation.Finder;
import java.util.Arrays;

/// From 128-bit keys to row numbers. Keys are only noted while a table is filled: 20 bytes each,
/// one after the other. The first question puts them in their places, 12 to 23 bytes a key more,
/// all in one go, which is several times as fast as one by one between other work; a table that
/// nobody asks never does. A place knows a part of its key, so that keys, which are all over the
/// memory, are looked at only where they are the right ones.
///
/// Filled by one thread, then asked by any number.
final class KeyTable {
  private static final long FREE = 0;
  private static final long[] NOT_YET = new long[0];

  private final Repeat repeat;
  private long[] keys = new long[1024];
  private int[] rows = new int[512];
  private volatile long[] slots = NOT_YET;
  private int size;

  /// Tells which row a key leads to that a second row gives too.
  @FunctionalInterface
  interface Repeat {
    /// @param first what the key led to until now
    int row(int first, int second);
  }

  /// A table in which a key of two rows leads to [Finder#SEVERAL].
  KeyTable() {
    this((_, _) -> Finder.SEVERAL);
  }

  /// @param repeat asked once for each row after the first that gives a key, in their order
  KeyTable(Repeat repeat) {
    this.repeat = repeat;
  }

  /// Notes a key of a row.
  void add(HashValue128 key, int row) {
    if (size == rows.length) {
      int more = size + (size >> 1);
      keys = Arrays.copyOf(keys, 2 * more);
      rows = Arrays.copyOf(rows, more);
    }
    keys[2 * size] = key.getMostSignificantBits();
    keys[2 * size + 1] = key.getLeastSignificantBits();
    rows[size++] = row;
  }

  /// The row, [Finder#NONE] or [Finder#SEVERAL].
  int find(HashValue128 key) {
    long[] places = places();
    long most = key.getMostSignificantBits();
    long least = key.getLeastSignificantBits();
    long found = places[slot(places, most, least)];
    return found == FREE ? Finder.NONE : rows[number(found)];
  }

  /// Puts the keys in their places, unless they are there.
  void settle() {
    places();
  }

  private long[] places() {
    long[] known = slots;
    return known.length == 0 ? placed() : known;
  }

  private synchronized long[] placed() {
    long[] known = slots;
    if (known.length > 0) {
      return known;
    }
    long[] places = new long[Math.max(16, Integer.highestOneBit((int) (size * 10L / 7)) << 1)];
    for (int number = 0; number < size; number++) {
      long most = keys[2 * number];
      int slot = slot(places, most, keys[2 * number + 1]);
      if (places[slot] == FREE) {
        places[slot] = place(most, number);
      } else {
        int first = number(places[slot]);
        if (rows[first] != rows[number]) {
          rows[first] = repeat.row(rows[first], rows[number]);
        }
      }
    }
    slots = places;
    return places;
  }

  /// Where a key is, or would be.
  private int slot(long[] places, long most, long least) {
    int mask = places.length - 1;
    int slot = (int) least & mask;
    long place = places[slot];
    while (place != FREE && !isAt(place, most, least)) {
      slot = (slot + 1) & mask;
      place = places[slot];
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
}
