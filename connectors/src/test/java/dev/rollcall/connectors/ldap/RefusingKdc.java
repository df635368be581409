// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/// A key distribution centre that answers everything with one error, RFC 4120 section 5.9.1.
record RefusingKdc(DatagramSocket socket) implements AutoCloseable {
  private static final byte KRB_ERROR = 0x7E;
  private static final byte GENERALIZED_TIME = 0x18;
  private static final byte GENERAL_STRING = 0x1B;
  private static final int VERSION = 5;
  private static final int TYPE = 30;

  static RefusingKdc with(int code) throws IOException {
    RefusingKdc kdc = new RefusingKdc(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(() -> kdc.answer(error(code)));
    return kdc;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void answer(byte[] error) {
    try {
      while (true) {
        DatagramPacket asked = new DatagramPacket(new byte[4096], 4096);
        socket.receive(asked);
        socket.send(new DatagramPacket(error, error.length, asked.getSocketAddress()));
      }
    } catch (IOException closed) {
      socket.close();
    }
  }

  private static byte[] error(int code) {
    ASN1Element name =
        new ASN1Sequence(
            field(0, new ASN1Integer(2)),
            field(1, new ASN1Sequence(text("krbtgt"), text("EXAMPLE"))));
    ASN1Element body =
        new ASN1Sequence(
            field(0, new ASN1Integer(VERSION)),
            field(1, new ASN1Integer(TYPE)),
            field(4, new ASN1OctetString(GENERALIZED_TIME, "20261120120000Z")),
            field(5, new ASN1Integer(0)),
            field(6, new ASN1Integer(code)),
            field(9, text("EXAMPLE")),
            field(10, name));
    return new ASN1Sequence(KRB_ERROR, body).encode();
  }

  private static ASN1Element field(int number, ASN1Element value) {
    return new ASN1Sequence((byte) (0xA0 | number), value);
  }

  private static ASN1Element text(String text) {
    return new ASN1OctetString(GENERAL_STRING, text);
  }

  @Override
  public void close() {
    socket.close();
  }
}
