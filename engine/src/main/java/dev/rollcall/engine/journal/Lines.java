// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Lines in a file that exists only while they are needed: appended first, then read in any order.
final class Lines implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private long position;
  private boolean flushed;
  private final Arena arena = Arena.ofConfined();
  private MemorySegment map = MemorySegment.NULL;

  Lines(Path file) {
    this.file = file;
    try {
      this.channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  /// Adds a line and says where it begins.
  long append(byte[] line) {
    try {
      out.write(line);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
    position += line.length;
    return position - line.length;
  }

  byte[] read(long offset, int length) throws IOException {
    if (!flushed) {
      out.flush();
      map = channel.map(FileChannel.MapMode.READ_ONLY, 0, position, arena);
      flushed = true;
    }
    byte[] line = new byte[length];
    MemorySegment.copy(map, ValueLayout.JAVA_BYTE, offset, line, 0, length);
    return line;
  }

  @Override
  public void close() {
    arena.close();
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
  }
}
