// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ServerSocketFactory;

/// Something on a port that answers each request with exactly the bytes it is told to: for answers
/// that no proper server gives.
final class FtrackStub implements AutoCloseable {
  private final ServerSocket listening;
  private final String scheme;
  private final Function<Request, Say> answers;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /// @param headers by lower-case name
  record Request(int number, String path, Map<String, String> headers, String body) {}

  /// What is done with a request.
  sealed interface Say {
    /// These bytes, one for each character; the connection stays open for the next request.
    record Bytes(String latin1) implements Say {}

    /// These bytes, then the end of the connection.
    record LastBytes(String text) implements Say {}

    /// Nothing, for ever.
    record Silence() implements Say {}

    /// A reset.
    record Reset() implements Say {}
  }

  FtrackStub(Function<Request, Say> answers) throws IOException {
    this(ServerSocketFactory.getDefault(), "http", answers);
  }

  FtrackStub(ServerSocketFactory sockets, String scheme, Function<Request, Say> answers)
      throws IOException {
    this.listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.scheme = scheme;
    this.answers = answers;
    Thread.ofVirtual().start(this::accept);
  }

  /// Answers with these, one after the other, and with the last one from then on.
  static FtrackStub saying(Say... all) throws IOException {
    return new FtrackStub(request -> all[Math.min(request.number(), all.length - 1)]);
  }

  static Say json(String body) {
    return reply(200, "Content-Type: application/json", body);
  }

  static Say json(int status, String body) {
    return reply(status, "Content-Type: application/json", body);
  }

  /// @param header lines, separated by `\r\n`
  static Say reply(int status, String header, String body) {
    return reply(status, header, body.getBytes(StandardCharsets.UTF_8));
  }

  static Say reply(int status, String header, byte[] body) {
    return new Say.Bytes(
        "HTTP/1.1 %d Status\r\n%s\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, header, body.length)
            .concat(new String(body, StandardCharsets.ISO_8859_1)));
  }

  URI uri() {
    return uri("127.0.0.1");
  }

  URI uri(String host) {
    return URI.create("%s://%s:%d".formatted(scheme, host, listening.getLocalPort()));
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      while (answer(read(in), socket)) {}
    } catch (IOException | UncheckedIOException gone) {
      open.remove(socket);
    }
  }

  private Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ");
    String path = first.length > 1 ? first[1] : "";
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("this is not HTTP");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    synchronized (requests) {
      Request request = new Request(requests.size(), path, headers, body);
      requests.add(request);
      return request;
    }
  }

  private boolean answer(Request request, Socket socket) throws IOException {
    OutputStream out = socket.getOutputStream();
    switch (answers.apply(request)) {
      case Say.Bytes(String latin1) -> {
        out.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        return true;
      }
      case Say.LastBytes(String text) -> {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        return false;
      }
      case Say.Silence() -> {
        return socket.getInputStream().read() >= 0;
      }
      case Say.Reset() -> {
        socket.setSoLinger(true, 0);
        return false;
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the client is gone");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
