// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.rollcall.core.model.ValueRule;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/// Makes 128-bit hashes of values, others in each process: nobody can choose a value that is taken
/// for somebody else's. Reusable, for one thread.
final class Hasher {
  private static final Hasher128 HASHING = Hashing.xxh3_128(new SecureRandom().nextLong());

  private byte[] buffer = new byte[256];
  private int length;

  Hasher start() {
    length = 0;
    return this;
  }

  /// Adds an attribute's values; the number keeps attributes apart.
  Hasher add(int number, List<String> values) {
    if (values.isEmpty()) {
      return this;
    }
    room(8);
    integer(number);
    integer(values.size());
    for (int i = 0; i < values.size(); i++) {
      text(values.get(i));
    }
    return this;
  }

  /// Adds the only value of an attribute as it is.
  void add(int number, Cells cells, int value) {
    int size = cells.end(value) - cells.start(value);
    room(12 + size);
    integer(number);
    integer(1);
    octets(cells, value, size);
  }

  private void octets(Cells cells, int value, int size) {
    integer(size);
    System.arraycopy(cells.octets(), cells.start(value), buffer, length, size);
    length += size;
  }

  /// The hash of one value, whatever its letter case.
  HashValue128 ignoringCase(Cells cells, int column, int value) {
    if (!cells.isFolded(value)) {
      return of(
          ValueRule.IGNORE_CASE.normal(cells.values(column).get(value - cells.first(column))));
    }
    start();
    int size = cells.end(value) - cells.start(value);
    room(4 + size);
    octets(cells, value, size);
    return end();
  }

  HashValue128 end() {
    return HASHING.hashBytesTo128Bits(buffer, 0, length);
  }

  HashValue128 of(String value) {
    start();
    text(value);
    return end();
  }

  private void text(String value) {
    int most = Octets.most(value);
    room(4 + most);
    int start = length + 4;
    int end = Octets.put(value, buffer, start);
    integer(end - start);
    length = end;
  }

  private void integer(int value) {
    buffer[length++] = (byte) (value >>> 24);
    buffer[length++] = (byte) (value >>> 16);
    buffer[length++] = (byte) (value >>> 8);
    buffer[length++] = (byte) value;
  }

  private void room(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
