// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A DNS server that knows SRV records and nothing else, RFC 1035 section 4 and RFC 2782.
///
/// @param records `PRIORITY WEIGHT PORT HOST` by name
record SmallDns(DatagramSocket socket, Map<String, List<String>> records) implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int SRV = 33;
  private static final int INTERNET = 1;
  private static final int ANSWER = 0x8580;
  private static final int UNKNOWN_NAME = 3;
  private static final int NAME_OF_THE_QUESTION = 0xC00C;

  static SmallDns of(Map<String, List<String>> records) throws IOException {
    SmallDns dns = new SmallDns(new DatagramSocket(0, InetAddress.getLoopbackAddress()), records);
    Thread.ofVirtual().start(dns::serve);
    return dns;
  }

  String url() {
    return "dns://127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    try {
      while (true) {
        DatagramPacket asked = new DatagramPacket(new byte[512], 512);
        socket.receive(asked);
        byte[] answer = answer(asked.getData());
        socket.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
      }
    } catch (IOException closed) {
      socket.close();
    }
  }

  private byte[] answer(byte[] asked) throws IOException {
    StringBuilder name = new StringBuilder();
    int at = HEADER;
    while (asked[at] != 0) {
      name.append(name.isEmpty() ? "" : ".");
      name.append(new String(asked, at + 1, asked[at], StandardCharsets.US_ASCII));
      at += asked[at] + 1;
    }
    int end = at + 5;
    List<String> found = records.getOrDefault(name.toString(), List.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(asked, 0, 2);
    out.writeShort(found.isEmpty() ? ANSWER | UNKNOWN_NAME : ANSWER);
    out.writeShort(1);
    out.writeShort(found.size());
    out.writeInt(0);
    out.write(asked, HEADER, end - HEADER);
    for (String record : found) {
      write(out, record.split(" "));
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String... record) throws IOException {
    ByteArrayOutputStream host = new ByteArrayOutputStream();
    for (String label : record[3].split("\\.")) {
      host.write(label.length());
      host.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
    }
    host.write(0);
    out.writeShort(NAME_OF_THE_QUESTION);
    out.writeShort(SRV);
    out.writeShort(INTERNET);
    out.writeInt(60);
    out.writeShort(6 + host.size());
    for (int i = 0; i < 3; i++) {
      out.writeShort(Integer.parseInt(record[i]));
    }
    host.writeTo(out);
  }

  @Override
  public void close() {
    socket.close();
  }
}
