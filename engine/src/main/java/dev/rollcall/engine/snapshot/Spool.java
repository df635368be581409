// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Records that are appended and read back at random. The first MiB stay in memory, a tenth of the
/// heap at most; what comes after goes to a file. Written by one thread, then read by one.
public final class Spool implements AutoCloseable {
  private static final int FIRST = 1 << 16;
  private static final int PIECE = 1 << 20;
  private static final long IN_MEMORY = Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 10);

  private final Path file;
  private final FileChannel channel;
  private final Arena arena = Arena.ofShared();
  // A place in memory is the number of its piece times PIECE, and where it is in there; what is in
  // the file goes on behind all pieces.
  private final List<MemorySegment> pieces = new ArrayList<>();
  private byte[] buffer = new byte[FIRST];
  private int filled;
  private boolean spills;
  private long written;

  /// A spool in a new file that is gone when the spool is closed.
  public Spool(Path file) {
    this.file = file;
    try {
      this.channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  /// Where the next record will start.
  public long position() {
    return (long) pieces.size() * PIECE + written + filled;
  }

  public void number(int value) {
    room(4);
    number(filled, value);
    filled += 4;
  }

  public void text(String value) {
    room(4 + Octets.most(value));
    int start = filled + 4;
    int end = Octets.put(value, buffer, start);
    number(filled, end - start);
    filled = end;
  }

  void cells(Cells cells) {
    for (int column = 0; column < cells.columns(); column++) {
      int past = cells.first(column + 1);
      number(past - cells.first(column));
      for (int value = cells.first(column); value < past; value++) {
        octets(cells.octets(), cells.start(value), cells.end(value));
      }
    }
  }

  private void octets(byte[] from, int start, int end) {
    room(4 + end - start);
    number(filled, end - start);
    System.arraycopy(from, start, buffer, filled + 4, end - start);
    filled += 4 + end - start;
  }

  public void lists(List<List<String>> lists) {
    for (int i = 0; i < lists.size(); i++) {
      List<String> values = lists.get(i);
      number(values.size());
      for (int j = 0; j < values.size(); j++) {
        text(values.get(j));
      }
    }
  }

  /// Ends the writing; from now on it can be read.
  public void seal() {
    if (!spills) {
      putAway();
      return;
    }
    flush();
    try {
      pieces.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, written, arena));
    } catch (IOException failure) {
      throw failed(failure);
    }
  }

  /// A reader that starts at a record.
  public Cursor at(long position) {
    int piece = (int) Math.min(position / PIECE, pieces.size() - 1);
    return new Cursor(pieces, piece, position - (long) piece * PIECE);
  }

  private void number(int at, int value) {
    buffer[at] = (byte) (value >>> 24);
    buffer[at + 1] = (byte) (value >>> 16);
    buffer[at + 2] = (byte) (value >>> 8);
    buffer[at + 3] = (byte) value;
  }

  /// Every part of a record is in one piece.
  private void room(int more) {
    if (buffer.length - filled >= more) {
      return;
    }
    if (spills) {
      flush();
    } else if (pieces.isEmpty() && filled + more <= PIECE) {
      int wider = Math.max(2 * buffer.length, filled + more);
      buffer = Arrays.copyOf(buffer, Math.min(PIECE, wider));
      return;
    } else {
      putAway();
      spills = more > PIECE || (pieces.size() + 1L) * PIECE > IN_MEMORY;
      buffer = new byte[spills ? FIRST : PIECE];
    }
    if (buffer.length < more || spills && buffer.length > FIRST) {
      buffer = new byte[Math.max(FIRST, more)];
    }
  }

  private void putAway() {
    pieces.add(MemorySegment.ofArray(buffer).asSlice(0, filled).asReadOnly());
    filled = 0;
  }

  private void flush() {
    ByteBuffer rest = ByteBuffer.wrap(buffer, 0, filled);
    try {
      while (rest.hasRemaining()) {
        written += channel.write(rest);
      }
    } catch (IOException failure) {
      throw failed(failure);
    }
    filled = 0;
  }

  private Halt failed(IOException failure) {
    return new Halt(
        new Problem(
            "STATE-DISK",
            Blame.OPERATOR,
            "the working file " + file + " cannot be written",
            failure.toString(),
            "make room on that disk, or set state.path to a directory on another one"),
        failure);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw failed(failure);
    } finally {
      arena.close();
    }
  }

  /// Reads records back in the order of their parts.
  public static final class Cursor {
    private static final ValueLayout.OfInt INT =
        ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.BIG_ENDIAN);

    private final List<MemorySegment> pieces;
    private int piece;
    private MemorySegment map;
    private long position;

    private Cursor(List<MemorySegment> pieces, int piece, long position) {
      this.pieces = pieces;
      this.piece = piece;
      this.map = pieces.get(piece);
      this.position = position;
    }

    public int number() {
      while (position == map.byteSize()) {
        map = pieces.get(++piece);
        position = 0;
      }
      int value = map.get(INT, position);
      position += 4;
      return value;
    }

    public String text() {
      byte[] bytes = new byte[number()];
      MemorySegment.copy(map, ValueLayout.JAVA_BYTE, position, bytes, 0, bytes.length);
      position += bytes.length;
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public List<List<String>> lists(int count) {
      List<List<String>> lists = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        lists.add(list());
      }
      return lists;
    }

    private List<String> list() {
      int size = number();
      if (size == 0) {
        return List.of();
      }
      List<String> values = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        values.add(text());
      }
      return List.copyOf(values);
    }
  }
}
