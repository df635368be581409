// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens on 127.0.0.1 and answers every request, a virtual thread for each connection.
public final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  private static final int BACKLOG = 200;

  private final ServerSocket server;
  private final Function<HttpRequest, HttpReply> handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;

  /// @param port 0 for any free one
  public HttpListener(int port, Function<HttpRequest, HttpReply> handler) throws IOException {
    this.handler = handler;
    this.server = bound(port);
    this.acceptor = Thread.ofVirtual().name("sandbox-accept").start(this::accept);
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e instanceof BindException
          ? new BindException("port " + port + " on 127.0.0.1 cannot be used: " + e.getMessage())
          : e;
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().name("sandbox-connection").start(() -> serve(socket));
      } catch (IOException e) {
        LOG.debug("stopped accepting", e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
      HttpReader reader = new HttpReader(in, () -> sayContinue(out));
      Optional<HttpRequest> request = reader.next();
      while (request.isPresent()
          && answered(request.orElseThrow(), out, new WebSocket(in, out, socket))) {
        request = reader.next();
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("a connection ended", e);
    } finally {
      open.remove(socket);
    }
  }

  private static void sayContinue(OutputStream out) {
    try {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return whether the connection can be used again
  private boolean answered(HttpRequest request, OutputStream out, WebSocket upgraded)
      throws IOException {
    switch (handler.apply(request)) {
      case HttpReply.Full full -> {
        out.write(head(full));
        if (!request.method().equals("HEAD")) {
          out.write(full.body());
        }
        return request.keepsAlive();
      }
      case HttpReply.Half half -> {
        out.write(head(half.whole()));
        out.write(half.sent());
        return false;
      }
      case HttpReply.Upgrade upgrade -> {
        out.write(upgrade.head());
        upgrade.talk().accept(upgraded);
        return false;
      }
      case HttpReply.Nothing _ -> {
        return false;
      }
    }
  }

  private static byte[] head(HttpReply.Full full) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + full.status() + " -\r\n");
    for (Map.Entry<String, String> header : full.headers().entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("Content-Length: ").append(full.body().length).append("\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Ends all connections; what is being answered is broken off.
  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
