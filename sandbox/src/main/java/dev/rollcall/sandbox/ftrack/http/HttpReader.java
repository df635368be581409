// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads requests from a connection.
final class HttpReader {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 200;
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  private final InputStream in;
  private final Runnable sayContinue;

  /// @param sayContinue tells a client that waits with its body that it may send it
  HttpReader(InputStream in, Runnable sayContinue) {
    this.in = in;
    this.sayContinue = sayContinue;
  }

  /// The next request; empty when the client has closed the connection between two.
  Optional<HttpRequest> next() throws IOException {
    Optional<String> line = firstLine();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    String[] words = line.orElseThrow().split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new IOException("not a request: " + line.orElseThrow());
    }
    Map<String, String> headers = headers();
    if (words[2].equals("HTTP/1.0")) {
      headers.putIfAbsent("connection", "close");
    }
    String[] target = words[1].split("\\?", 2);
    String path = "/" + target[0].replaceFirst("^/+", "");
    byte[] body = body(headers);
    return Optional.of(
        new HttpRequest(words[0], path, target.length > 1 ? target[1] : "", headers, body));
  }

  private Optional<String> firstLine() throws IOException {
    Optional<String> line = line();
    while (line.isPresent() && line.orElseThrow().isEmpty()) {
      line = line();
    }
    return line;
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    String line = needed(line());
    while (!line.isEmpty()) {
      int colon = line.indexOf(':');
      if (colon < 1 || headers.size() == MOST_HEADERS) {
        throw new IOException("not a header: " + line);
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      headers.put(name, line.substring(colon + 1).strip());
      line = needed(line());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      sayContinue.run();
    }
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    return bytes(number(headers.getOrDefault("content-length", "0"), 10));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = chunkSize();
    while (size > 0) {
      body.writeBytes(bytes(size));
      if (body.size() > LARGEST_BODY || !needed(line()).isEmpty()) {
        throw new IOException("bad chunk");
      }
      size = chunkSize();
    }
    headers();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return number(needed(line()).split(";", 2)[0].strip(), 16);
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the client sent " + bytes.length + " of " + count + " bytes");
    }
    return bytes;
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int number = Integer.parseInt(text, radix);
      if (number < 0 || number > LARGEST_BODY) {
        throw new IOException("a body of " + text + " bytes is not accepted");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IOException("not a number: " + text, e);
    }
  }

  private static String needed(Optional<String> line) throws IOException {
    return line.orElseThrow(() -> new EOFException("the client broke off"));
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
      }
      next = in.read();
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
