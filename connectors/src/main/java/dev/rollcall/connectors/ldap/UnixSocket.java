// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;

/// A Unix domain socket that looks like any other socket, for `ldapi://`. The JDK has Unix domain
/// sockets as channels only (JEP 380).
final class UnixSocket extends Socket {
  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;
  private volatile int timeoutMillis;

  private UnixSocket(SocketChannel channel) throws IOException {
    super();
    this.channel = channel;
    channel.configureBlocking(false);
    readable = Selector.open();
    writable = Selector.open();
    channel.register(readable, SelectionKey.OP_READ);
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  static UnixSocket connected(String path) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(path));
      return new UnixSocket(channel);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  /// Already connected; where to is known from the start.
  @Override
  public void connect(SocketAddress ignored, int timeout) {}

  @Override
  public void connect(SocketAddress ignored) {}

  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public boolean isConnected() {
    return channel.isConnected();
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public void setSoTimeout(int millis) {
    timeoutMillis = millis;
  }

  @Override
  public int getSoTimeout() {
    return timeoutMillis;
  }

  @Override
  public void setTcpNoDelay(boolean ignored) {}

  @Override
  public void setKeepAlive(boolean ignored) {}

  @Override
  public void setReuseAddress(boolean ignored) {}

  @Override
  public void setSoLinger(boolean ignored, int seconds) {}

  @Override
  public void setReceiveBufferSize(int ignored) {}

  @Override
  public void setSendBufferSize(int ignored) {}

  @Override
  public void close() throws IOException {
    channel.close();
    readable.close();
    writable.close();
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? 0 : receive(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        send(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }

  private int receive(ByteBuffer into) throws IOException {
    int count = channel.read(into);
    while (count == 0) {
      int millis = timeoutMillis;
      if (readable.select(millis) == 0 && millis > 0 && channel.isOpen()) {
        throw new SocketTimeoutException("nothing received for " + millis + " ms");
      }
      readable.selectedKeys().clear();
      count = channel.read(into);
    }
    return count;
  }

  private void send(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      if (channel.write(from) == 0) {
        writable.select();
        writable.selectedKeys().clear();
      }
    }
  }
}
