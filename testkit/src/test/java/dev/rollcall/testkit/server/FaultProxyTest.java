// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import dev.rollcall.testkit.server.Fault.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FaultProxyTest {
  private final ServerSocket echo = echoServer();
  private final FaultProxy proxy = FaultProxy.to(echo.getLocalPort());

  @AfterEach
  void close() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void passesEverything() throws IOException {
    try (Socket client = connect()) {
      say(client, "hello");
      client.shutdownOutput();

      assertEquals("hello", hearAll(client));
      assertEquals(1, proxy.accepted());
    }
  }

  @Test
  void cutsAfterSoManyOctetsAndCountsFromThen() throws IOException {
    try (Socket client = connect()) {
      say(client, "before");
      assertEquals("before", hear(client, 6));
      proxy.cutAfter(Direction.TO_CLIENT, 4);

      say(client, "hello");

      assertEquals("hell", hearAll(client));
    }
  }

  @Test
  void cutsOnceAndThenPasses() throws IOException {
    proxy.cutOnceAfter(Direction.TO_SERVER, 3);
    try (Socket first = connect();
        Socket second = connect()) {
      say(first, "hello");
      assertTrue(hearAll(first).length() <= 3);
      say(second, "hello");

      assertEquals("hello", hear(second, 5));
    }
  }

  @Test
  void resetsOpenConnections() throws IOException {
    try (Socket client = connect()) {
      say(client, "x");
      hear(client, 1);

      proxy.cutNow();

      assertThrows(IOException.class, () -> hearAll(client));
    }
  }

  @Test
  void refusesAndListensAgainOnTheSamePort() throws IOException {
    proxy.refuse();
    assertThrows(ConnectException.class, this::connect);

    proxy.pass();

    try (Socket client = connect()) {
      say(client, "x");
      assertEquals("x", hear(client, 1));
    }
  }

  @Test
  void stallsUntilItPassesAgain() throws IOException {
    try (Socket client = connect()) {
      client.setSoTimeout(50);
      proxy.stall();
      say(client, "x");
      assertThrows(SocketTimeoutException.class, () -> hear(client, 1));

      proxy.pass();
      client.setSoTimeout(0);

      assertEquals("x", hear(client, 1));
    }
  }

  @Test
  void delaysEachWay() throws IOException {
    proxy.delay(Duration.ofMillis(40));
    try (Socket client = connect()) {
      long begin = System.nanoTime();
      say(client, "x");
      hear(client, 1);

      assertTrue(System.nanoTime() - begin >= Duration.ofMillis(80).toNanos());
    }
  }

  @Test
  void closesOneDirectionOnly() throws IOException {
    proxy.halfCloseAfter(Direction.TO_CLIENT, 2);
    try (Socket client = connect()) {
      say(client, "hello");
      assertEquals("he", hearAll(client));

      say(client, "still heard");

      assertTrue(client.isConnected());
    }
  }

  @Test
  void dripsUntilAllIsThere() throws IOException {
    proxy.set(new Fault.Drip(1, Duration.ofMillis(10)));
    try (Socket client = connect()) {
      long begin = System.nanoTime();
      say(client, "hello");

      assertEquals("hello", hear(client, 5));
      assertTrue(System.nanoTime() - begin >= Duration.ofMillis(40).toNanos());
    }
  }

  @Test
  void liesAboutTheLengthOfOneMessage() throws IOException {
    proxy.set(new Fault.CorruptLength(1));
    try (Socket client = connect()) {
      say(client, "0\u0002ab0\u0004abcd0\u0002ab");

      assertEquals("0\u0002ab0\u0001abcd0\u0002ab", hear(client, 14));
    }
  }

  @Test
  void standsInFrontOfARealServer() throws Exception {
    try (SlapdServer slapd = SlapdServer.start();
        FaultProxy toSlapd = FaultProxy.to(slapd);
        LDAPConnection connection = new LDAPConnection(toSlapd.host(), toSlapd.port())) {
      assertEquals(
          ResultCode.SUCCESS,
          connection.processExtendedOperation(new WhoAmIExtendedRequest()).getResultCode());

      assertEquals(1, toSlapd.accepted());
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private static String hear(Socket client, int octets) throws IOException {
    return new String(client.getInputStream().readNBytes(octets), US_ASCII);
  }

  private static String hearAll(Socket client) throws IOException {
    return new String(client.getInputStream().readAllBytes(), US_ASCII);
  }

  private static ServerSocket echoServer() {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(() -> echoAll(server));
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void echoAll(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> echo(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void echo(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException broken) {
      // The test broke it.
    }
  }
}
