// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static dev.rollcall.connectors.ldap.HostileReads.PEOPLE;
import static dev.rollcall.connectors.ldap.HostileReads.assertFails;
import static dev.rollcall.connectors.ldap.HostileReads.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.IntermediateResponseProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.testkit.server.HostileExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Reading from a server whose messages are no good: it ends, it fails clearly, and it takes no
/// memory.
@Timeout(30)
class HostileMessagesTest {
  @Test
  void failsOnAMessageThatIsTooLargeWithoutMakingRoomForIt() {
    // LDAPMessage of 1.9 GB.
    byte[] huge = {0x30, (byte) 0x84, 0x71, 0x00, 0x00, 0x00, 0x02, 0x01, 0x03};

    assertFlat(() -> assertFails("LDAP-TOO-LARGE", asked -> asked.send(huge)));
  }

  @Test
  void failsOnAValueThatIsTooLarge() {
    byte[] piece = new byte[64 * 1024];

    assertFlat(() ->
        assertFails(
            "LDAP-TOO-LARGE",
            asked -> {
              // A search result entry whose DN is 400 MB.
              asked.send(
                  new byte[] {
                    0x30,
                    (byte) 0x84,
                    0x18,
                    0x00,
                    0x00,
                    0x10,
                    0x02,
                    0x01,
                    (byte) asked.messageId(),
                    0x64,
                    (byte) 0x84,
                    0x17,
                    (byte) 0xF0,
                    0x00,
                    0x00,
                    0x04,
                    (byte) 0x84,
                    0x17,
                    (byte) 0xE0,
                    0x00,
                    0x00
                  });
              for (int i = 0; i < 6_400; i++) {
                asked.send(piece);
              }
            }));
  }

  @Test
  void failsOnDeepNesting() {
    byte[] nested = new byte[200_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }

    assertFails("LDAP-CONNECTION-LOST", asked -> asked.send(nested));
  }

  @Test
  void failsOnOctetsThatAreNotLdap() {
    assertFails(
        "LDAP-CONNECTION-LOST",
        asked -> asked.send("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void failsOnAnAnswerOfAnotherKind() {
    assertFails(
        "LDAP-CONNECTION-LOST",
        asked -> asked.send(new AddResponseProtocolOp(0, null, null, List.of())));
  }

  @Test
  void failsOnAnswersToWhatNobodyAsked() {
    assertFails(
        "LDAP-CONNECTION-LOST",
        asked -> {
          while (true) {
            asked.send(
                asked.messageId() + 77,
                new IntermediateResponseProtocolOp("1.2.3", new ASN1OctetString("no")));
            asked.flush();
          }
        });
  }

  @Test
  void failsOnIntermediateAnswersWithoutAnEnd() {
    assertFails(
        "LDAP-TIMEOUT",
        asked -> {
          while (true) {
            asked.send(new IntermediateResponseProtocolOp("1.2.3", new ASN1OctetString("wait")));
            asked.flush();
          }
        });
  }

  @Test
  void readsOnAfterAnIntermediateAnswer() throws Exception {
    CompleteRead read =
        read(
            asked -> {
              asked.send(new IntermediateResponseProtocolOp("1.2.3", new ASN1OctetString("wait")));
              asked.person("mara");
              asked.done();
            },
            new ArrayList<>());

    assertEquals(1, read.entries());
  }

  @Test
  void failsWhenTheServerSaysGoodbye() {
    ExtendedResponseProtocolOp goodbye =
        new ExtendedResponseProtocolOp(
            ResultCode.UNAVAILABLE_INT_VALUE,
            null,
            "shutting down",
            List.of(),
            "1.3.6.1.4.1.1466.20036",
            null);

    assertFails(
        "LDAP-CONNECTION-LOST",
        asked -> {
          asked.person("mara");
          asked.send(0, goodbye);
          asked.flush();
          throw new IOException("goodbye");
        });
    assertFails(
        "LDAP-CONNECTION-LOST",
        asked -> {
          asked.person("mara");
          asked.send(0, goodbye);
        });
  }

  @Test
  void failsOnRangesWithoutAnEnd() {
    assertFails(
        "LDAP-TOO-LARGE",
        asked -> {
          long begin = rangeBegin(asked);
          byte[][] values = new byte[1_000][];
          for (int i = 0; i < values.length; i++) {
            values[i] = new byte[1_000];
          }
          asked.entry(
              "uid=mara," + PEOPLE,
              new Attribute("uid;range=%d-%d".formatted(begin, begin + 999), values));
          asked.done();
        });
  }

  private static long rangeBegin(HostileExchange asked) {
    SearchRequestProtocolOp search = (SearchRequestProtocolOp) asked.request();
    String first = search.getAttributes().getFirst();
    return first.startsWith("uid;range=") ? Long.parseLong(first.replaceAll("[^0-9]", "")) : 0;
  }

  /// That what happens takes less memory than what the server sends.
  private static void assertFlat(Runnable task) {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();

    task.run();

    System.gc();
    long after = runtime.totalMemory() - runtime.freeMemory();
    assertTrue(after - before < 64L << 20, () -> "%,d octets more".formatted(after - before));
  }
}
