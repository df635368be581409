// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// As much of a PostgreSQL server as asks for a password by SCRAM and hangs up: what a driver does
/// until then takes longer to get ready than reading the first thousand people. On the loopback
/// address only, for [Training].
record AskingServer(ServerSocket socket) implements AutoCloseable {
  // PostgreSQL 17, sections 53.2 and 53.7: requests for encryption, and kinds of authentication.
  private static final int STARTUP = 3 << 16;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;

  static AskingServer start() throws IOException {
    AskingServer server =
        new AskingServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().name("asking-server").start(server::serve);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        ask(
            new DataInputStream(client.getInputStream()),
            new DataOutputStream(client.getOutputStream()));
      } catch (IOException gone) {
        // The driver had enough, or the server was closed.
      }
    }
  }

  private static void ask(DataInputStream in, DataOutputStream out) throws IOException {
    while (true) {
      int length = in.readInt();
      int code = in.readInt();
      in.readNBytes(length - 2 * Integer.BYTES);
      if (code >> 16 == STARTUP >> 16) {
        break;
      }
      out.writeByte('N');
    }
    answer(out, SASL, "SCRAM-SHA-256\0\0");
    String first = message(in);
    String nonce = first.substring(first.indexOf(",r=") + ",r=".length());
    answer(out, SASL_CONTINUE, "r=" + nonce + "more,s=c2FsdA==,i=4096");
    message(in);
  }

  private static void answer(DataOutputStream out, int kind, String text) throws IOException {
    out.writeByte('R');
    out.writeInt(2 * Integer.BYTES + text.length());
    out.writeInt(kind);
    out.writeBytes(text);
  }

  private static String message(DataInputStream in) throws IOException {
    in.readByte();
    return new String(in.readNBytes(in.readInt() - Integer.BYTES), StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
