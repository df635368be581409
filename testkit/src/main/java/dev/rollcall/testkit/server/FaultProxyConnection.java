// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import dev.rollcall.testkit.server.Fault.Direction;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One connection through a [FaultProxy]: two sockets and a virtual thread for each direction.
final class FaultProxyConnection {
  private static final int PIECE = 16 * 1024;

  private final FaultProxy proxy;
  private final Socket client;
  private final Socket server;
  private final AtomicInteger lanes = new AtomicInteger(2);

  FaultProxyConnection(FaultProxy proxy, Socket client, Socket server) {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
  }

  void start() {
    pump(Direction.TO_SERVER, client, server);
    pump(Direction.TO_CLIENT, server, client);
  }

  /// Ends both sides with RST.
  void reset() {
    for (Socket socket : new Socket[] {client, server}) {
      try {
        socket.setSoLinger(true, 0);
      } catch (IOException alreadyClosed) {
        // Closing it again does no harm.
      }
      closeQuietly(socket);
    }
    proxy.forget(this);
  }

  static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Broken is what it was to become.
    }
  }

  private void pump(Direction direction, Socket from, Socket to) {
    Thread.ofVirtual()
        .name("fault proxy " + direction)
        .start(() -> {
          try {
            new Lane(direction, from.getInputStream(), to).carry();
            if (lanes.decrementAndGet() == 0) {
              end();
            }
          } catch (IOException broken) {
            end();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            end();
          }
        });
  }

  private void end() {
    closeQuietly(client);
    closeQuietly(server);
    proxy.forget(this);
  }

  /// One direction of the connection.
  private final class Lane {
    private final Direction direction;
    private final InputStream in;
    private final Socket to;
    private final OutputStream out;
    private FaultProxy.Setting counted;
    private long carried;
    private boolean deaf;
    private MessageLengths lengths = new MessageLengths();

    Lane(Direction direction, InputStream in, Socket to) throws IOException {
      this.direction = direction;
      this.in = in;
      this.to = to;
      this.out = to.getOutputStream();
      this.counted = proxy.setting();
    }

    void carry() throws IOException, InterruptedException {
      byte[] piece = new byte[PIECE];
      int length = in.read(piece);
      while (length >= 0) {
        forward(piece, length);
        length = in.read(piece);
      }
      halfClose();
    }

    private void forward(byte[] piece, int length) throws IOException, InterruptedException {
      FaultProxy.Setting setting = proxy.awaitMotion();
      if (setting.number() != counted.number()) {
        counted = setting;
        carried = 0;
        lengths.count();
      }
      switch (setting.fault()) {
        case Fault.CutAfter(Direction way, long octets) when way == direction ->
            cutAfter(octets, piece, length);
        case Fault.CutOnceAfter(Direction way, long octets) when way == direction ->
            cutOnceAfter(octets, piece, length);
        case Fault.HalfCloseAfter(Direction way, long octets) when way == direction ->
            halfCloseAfter(octets, piece, length);
        case Fault.Delay(Duration time) -> {
          LockSupport.parkNanos(time.toNanos());
          write(piece, length);
        }
        case Fault.Drip(int octets, Duration pause) when direction == Direction.TO_CLIENT ->
            drip(octets, pause, piece, length);
        case Fault.CorruptLength(int messages) when direction == Direction.TO_CLIENT -> {
          lengths.corrupt(messages, piece, length);
          write(piece, length);
        }
        case Fault.Pass _,
            Fault.Stall _,
            Fault.Refuse _,
            Fault.CutAfter _,
            Fault.CutOnceAfter _,
            Fault.Drip _,
            Fault.CorruptLength _,
            Fault.HalfCloseAfter _ ->
            write(piece, length);
      }
    }

    private void cutAfter(long octets, byte[] piece, int length) throws IOException {
      if (carried + length < octets) {
        write(piece, length);
      } else {
        write(piece, (int) (octets - carried));
        end();
      }
    }

    private void cutOnceAfter(long octets, byte[] piece, int length) throws IOException {
      if (carried + length >= octets && proxy.use(counted)) {
        cutAfter(octets, piece, length);
      } else {
        write(piece, length);
      }
    }

    private void halfCloseAfter(long octets, byte[] piece, int length) throws IOException {
      if (carried + length < octets) {
        write(piece, length);
      } else {
        write(piece, (int) Math.max(0, octets - carried));
        halfClose();
      }
    }

    private void drip(int octets, Duration pause, byte[] piece, int length) throws IOException {
      for (int from = 0; from < length && !deaf; from += octets) {
        out.write(piece, from, Math.min(octets, length - from));
        LockSupport.parkNanos(pause.toNanos());
      }
      carried += length;
    }

    private void write(byte[] piece, int length) throws IOException {
      if (!deaf) {
        out.write(piece, 0, length);
        carried += length;
      }
    }

    private void halfClose() throws IOException {
      if (!deaf) {
        deaf = true;
        to.shutdownOutput();
      }
    }
  }
}
