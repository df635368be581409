// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The lines of a file as octets, without their ends: who only counts or passes lines on has no
/// need of their letters.
final class FileLines implements Iterator<byte[]> {
  private final InputStream file;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int scanned;
  private int filled;
  private boolean found;
  private boolean ended;

  private FileLines(InputStream file) {
    this.file = file;
  }

  /// The lines of a file; the stream must be closed.
  static Stream<byte[]> of(Path path) throws IOException {
    InputStream file = Files.newInputStream(path);
    Spliterator<byte[]> lines =
        Spliterators.spliteratorUnknownSize(
            new FileLines(file), Spliterator.ORDERED | Spliterator.NONNULL);
    return StreamSupport.stream(lines, false).onClose(() -> close(file));
  }

  private static void close(InputStream file) {
    try {
      file.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public boolean hasNext() {
    while (!found) {
      while (scanned < filled && buffer[scanned] != '\n') {
        scanned++;
      }
      found = scanned < filled || ended && filled > start;
      if (ended && !found) {
        return false;
      }
      if (!found) {
        more();
      }
    }
    return true;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the file has no more lines");
    }
    byte[] line = Arrays.copyOfRange(buffer, start, scanned);
    start = Math.min(filled, scanned + 1);
    scanned = start;
    found = false;
    return line;
  }

  private void more() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      scanned -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    try {
      int read = file.read(buffer, filled, buffer.length - filled);
      ended = read < 0;
      filled += Math.max(0, read);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
