// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// The server's end of a WebSocket, RFC 6455, for messages of text.
public final class WebSocket implements Closeable {
  private static final int LARGEST_MESSAGE = 1024 * 1024;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final DataInputStream in;
  private final OutputStream out;
  private final Closeable connection;

  @SuppressWarnings("ArrayRecordComponent")
  private record Frame(boolean last, int kind, byte[] content) {}

  WebSocket(InputStream in, OutputStream out, Closeable connection) {
    this.in = new DataInputStream(in);
    this.out = out;
    this.connection = connection;
  }

  /// What the server answers to a client's key, RFC 6455 section 4.2.2.
  static String accepted(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      String text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next message; empty when the client has said goodbye.
  public Optional<String> next() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (true) {
      Frame frame = frame();
      switch (frame.kind()) {
        case CLOSE -> {
          write(CLOSE, frame.content());
          return Optional.empty();
        }
        case PING -> write(PONG, frame.content());
        case PONG -> {}
        case 0, TEXT, BINARY -> {
          message.writeBytes(frame.content());
          if (message.size() > LARGEST_MESSAGE) {
            throw new IOException("a message is larger than " + LARGEST_MESSAGE + " bytes");
          }
          if (frame.last()) {
            return Optional.of(message.toString(StandardCharsets.UTF_8));
          }
        }
        default -> throw new IOException("a frame of the unknown kind " + frame.kind());
      }
    }
  }

  private Frame frame() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    if ((second & 0x80) == 0) {
      throw new IOException("a frame of a client has to be masked");
    }
    long length =
        switch (second & 0x7f) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> second & 0x7f;
        };
    if (length < 0 || length > LARGEST_MESSAGE) {
      throw new IOException("a frame of " + length + " bytes is not accepted");
    }
    byte[] mask = in.readNBytes(4);
    byte[] content = new byte[(int) length];
    in.readFully(content);
    for (int at = 0; at < content.length; at++) {
      content[at] ^= mask[at % 4];
    }
    return new Frame((first & 0x80) != 0, first & 0x0f, content);
  }

  /// Sends a message. Several threads may do so.
  public void send(String message) throws IOException {
    write(TEXT, message.getBytes(StandardCharsets.UTF_8));
  }

  private void write(int kind, byte[] content) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(content.length + 10);
    frame.put((byte) (0x80 | kind));
    if (content.length < 126) {
      frame.put((byte) content.length);
    } else if (content.length < 0x10000) {
      frame.put((byte) 126).putShort((short) content.length);
    } else {
      frame.put((byte) 127).putLong(content.length);
    }
    frame.put(content);
    synchronized (out) {
      out.write(frame.array(), 0, frame.position());
      out.flush();
    }
  }

  /// Ends the connection without a goodbye.
  @Override
  public void close() throws IOException {
    connection.close();
  }
}
