// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpListenerTest {
  private HttpListener listener;

  @BeforeEach
  void start() throws IOException {
    listener = new HttpListener(0, HttpListenerTest::echo);
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  private static HttpReply echo(HttpRequest request) {
    String body = new String(request.body(), StandardCharsets.UTF_8);
    return HttpReply.text(200, request.method() + " " + request.path() + " " + body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "//api", "/api?x=1"})
  void takesAPathWithTooManySlashesOrAQuery(String target) throws IOException {
    String answer =
        exchange(
            "POST " + target + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi");

    assertTrue(answer.endsWith("POST /api hi"), answer);
  }

  @Test
  void answersSeveralRequestsOnOneConnection() throws IOException {
    String answer =
        exchange(
            "GET /a HTTP/1.1\r\n\r\n"
                + "GET /b HTTP/1.1\r\n\r\n"
                + "GET /c HTTP/1.0\r\n\r\n"
                + "GET /d HTTP/1.1\r\n\r\n");

    assertTrue(answer.contains("GET /a"), answer);
    assertTrue(answer.contains("GET /b"), answer);
    assertTrue(answer.endsWith("GET /c "), answer);
  }

  @Test
  void putsChunksTogether() throws IOException {
    String answer =
        exchange(
            "POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n");

    assertTrue(answer.endsWith("POST /x abc0123456789"), answer);
  }

  @Test
  void tellsAWaitingClientToGoOn() throws IOException {
    String answer =
        exchange(
            "POST /x HTTP/1.1\r\n"
                + "Expect: 100-continue\r\n"
                + "Connection: close\r\n"
                + "Content-Length: 1\r\n\r\n"
                + "y");

    assertTrue(answer.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET / HTTP/2.0\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"
      })
  void hangsUpOnWhatIsNotARequest(String request) throws IOException {
    assertEquals("", exchange(request));
  }

  @Test
  void saysWhichPortItCannotHave() {
    BindException refused =
        assertThrows(
            BindException.class, () -> new HttpListener(listener.port(), HttpListenerTest::echo));

    assertTrue(String.valueOf(refused.getMessage()).startsWith("port " + listener.port()));
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), listener.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
