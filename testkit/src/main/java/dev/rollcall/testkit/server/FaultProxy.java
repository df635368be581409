// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import dev.rollcall.testkit.server.Fault.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A TCP proxy in front of a server that breaks connections when it is told to.
///
/// A fault holds for the connections that are open and for those to come, until the next one.
public final class FaultProxy implements AutoCloseable {
  private final InetSocketAddress server;
  private final int port;
  private final Set<FaultProxyConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private Optional<Listener> listener = Optional.empty();
  private Setting setting = new Setting(0, new Fault.Pass());
  private volatile boolean closed;

  /// A fault and its number; two of the same kind are two settings.
  record Setting(long number, Fault fault) {}

  /// A listening socket and the thread that accepts on it. The thread never takes the proxy's lock.
  private record Listener(ServerSocket socket, Thread thread) {
    /// The port is free when the thread has let go of the socket.
    void close() {
      FaultProxyConnection.closeQuietly(socket);
      try {
        thread.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private FaultProxy(InetSocketAddress server) {
    this.server = server;
    this.port = Ports.free();
  }

  /// A proxy in front of a server's main port.
  public static FaultProxy to(TestServer server) {
    return to(server.port());
  }

  /// A proxy in front of a port of the loopback interface, such as that of LDAPS.
  public static FaultProxy to(int port) {
    FaultProxy proxy =
        new FaultProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    proxy.listen();
    return proxy;
  }

  public String host() {
    return "localhost";
  }

  /// The port to connect to; it stays the same.
  public int port() {
    return port;
  }

  /// How many connections have been accepted so far.
  public long accepted() {
    return accepted.get();
  }

  public void pass() {
    set(new Fault.Pass());
  }

  public void delay(Duration time) {
    set(new Fault.Delay(time));
  }

  public void stall() {
    set(new Fault.Stall());
  }

  public void refuse() {
    set(new Fault.Refuse());
  }

  public void cutAfter(Direction direction, long octets) {
    set(new Fault.CutAfter(direction, octets));
  }

  public void cutOnceAfter(Direction direction, long octets) {
    set(new Fault.CutOnceAfter(direction, octets));
  }

  public void halfCloseAfter(Direction direction, long octets) {
    set(new Fault.HalfCloseAfter(direction, octets));
  }

  /// Resets every open connection; the fault in force stays.
  public void cutNow() {
    open.forEach(FaultProxyConnection::reset);
  }

  public synchronized void set(Fault fault) {
    setting = new Setting(setting.number() + 1, fault);
    notifyAll();
    if (fault instanceof Fault.Refuse) {
      stopListening();
    } else if (listener.isEmpty() && !closed) {
      listen();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      stopListening();
      notifyAll();
    }
    cutNow();
  }

  synchronized Setting setting() {
    return setting;
  }

  /// The setting that follows a stall, or the present one if nothing is stalled.
  synchronized Setting awaitMotion() throws InterruptedException {
    while (setting.fault() instanceof Fault.Stall && !closed) {
      wait();
    }
    return setting;
  }

  /// Makes a fault that strikes once a thing of the past; false if another connection was first.
  synchronized boolean use(Setting once) {
    if (setting.number() != once.number()) {
      return false;
    }
    setting = new Setting(setting.number() + 1, new Fault.Pass());
    return true;
  }

  void forget(FaultProxyConnection connection) {
    open.remove(connection);
  }

  private synchronized void listen() {
    try {
      ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      Thread thread = Thread.ofVirtual().name("fault proxy").start(() -> accept(socket));
      listener = Optional.of(new Listener(socket, thread));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot listen on port " + port, failure);
    }
  }

  private synchronized void stopListening() {
    listener.ifPresent(Listener::close);
    listener = Optional.empty();
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        connect(socket.accept());
      } catch (IOException closedMeanwhile) {
        // The next look at the socket ends the loop.
      }
    }
  }

  private void connect(Socket client) {
    accepted.incrementAndGet();
    Socket upstream = new Socket();
    try {
      upstream.connect(server);
      FaultProxyConnection connection = new FaultProxyConnection(this, client, upstream);
      open.add(connection);
      connection.start();
      if (closed) {
        connection.reset();
      }
    } catch (IOException unreachable) {
      FaultProxyConnection.closeQuietly(upstream);
      FaultProxyConnection.closeQuietly(client);
    }
  }
}
