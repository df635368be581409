// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.connectors.ftrack.FtrackStub.Say;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FtrackAnswersTest {
  private final Calls calls = new Calls();

  @Test
  void unpacksACompressedAnswer() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("[{\"data\":[{\"id\":\"ü\"}]}]".getBytes(StandardCharsets.UTF_8));
    }
    try (FtrackStub server =
            FtrackStub.saying(
                FtrackStub.reply(200, "Content-Encoding: gzip", packed.toByteArray()));
        FtrackClient client = calls.client(server.uri())) {
      Success success = assertInstanceOf(Success.class, client.call(Calls.READ));

      assertEquals("ü", success.rows(0).getFirst().path("id").asString());
      assertEquals("gzip", server.requests().getFirst().headers().get("accept-encoding"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | InvalidCredentialsError | The supplied API key is not valid.      | CREDENTIALS
          401 | InvalidCredentialsError | The supplied API key is not valid.      | CREDENTIALS
          403 | PermissionError         | Not allowed.                            | PERMISSION
          200 | PermissionError         | Not allowed.                            | PERMISSION
          403 | FTAuthenticationError   | Not allowed.                            | PERMISSION
          422 | ValidationError         | first_name is too long                  | VALIDATION
          200 | ValidationError         | a user with that name already exists    | DUPLICATE
          409 | DuplicateEntryError     | duplicate                               | DUPLICATE
          409 | IntegrityError          | Duplicate entry 'x' for key 'username'  | DUPLICATE
          200 | IntegrityError          | Column cannot be null                   | INTEGRITY
          500 | ValueError              | Invalid action u'permissions'           | UNKNOWN_ACTION
          200 | ParseError              | unexpected token                        | UNKNOWN_NAME
          422 | AttributeError          | no attribute foo                        | UNKNOWN_NAME
          422 | ValidationError         | No seat left: the licence allows 5      | SEATS
          200 | LicenseError            | License limit reached                   | SEATS
          403 | PermissionError         | Maximum number of active users reached  | SEATS
          500 | OperationalError        | Deadlock found when trying to get lock  | BUSY
          200 | SomethingNew            | whatever                                | SERVER_ERROR
          413 | PayloadError            | too long                                | SERVER_ERROR
          """)
  void knowsTheServersErrors(int status, String exception, String content, Cause cause)
      throws Exception {
    String body =
        "{\"exception\":\"%s\",\"content\":\"%s\",\"error_code\":null}"
            .formatted(exception, content);
    try (FtrackStub server = FtrackStub.saying(FtrackStub.json(status, body));
        FtrackClient client = calls.client(server.uri())) {
      Failure failure = Calls.failure(client.call(Calls.WRITE));

      assertEquals(cause, failure.cause());
      assertEquals(status, failure.status());
      assertTrue(failure.said().contains(content), failure.said());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          422 | {"detail":[{"loc":["body",0,"action"],"msg":"field required","type":"x"}]} | VALIDATION
          200 | {"exception":"X","content":"no","error_code":"api_credentials_invalid"}    | CREDENTIALS
          200 | {"error":{"message":"what"}}                                               | SERVER_ERROR
          429 | {"exception":"RateError","content":"slow down"}                            | RATE_LIMITED
          503 | {"exception":"ServerError","content":"restarting"}                         | BUSY
          200 | {"hello":"world"}                                                          | NOT_FTRACK
          200 | []                                                                         | NOT_FTRACK
          200 | [{"data":[]},{"data":[]}]                                                  | NOT_FTRACK
          200 | "text"                                                                     | NOT_FTRACK
          200 | [{"data":[]                                                                | CONNECTION_LOST
          200 | <html><title>Sign in</title></html>                                        | NOT_FTRACK
          401 | <html>Unauthorized</html>                                                  | CREDENTIALS
          403 | <html>Forbidden</html>                                                     | FORBIDDEN
          404 | <html>Not found</html>                                                     | NOT_FTRACK
          408 | slow                                                                       | TIMEOUT
          413 | too large                                                                  | TOO_LARGE
          429 | slow down                                                                  | RATE_LIMITED
          500 | <html>Oops</html>                                                          | ERROR_PAGE
          502 | <html>Bad gateway</html>                                                   | BUSY
          504 | <html>Gateway timeout</html>                                               | BUSY
          """)
  void knowsOtherAnswers(int status, String body, Cause cause) throws Exception {
    try (FtrackStub server = FtrackStub.saying(FtrackStub.json(status, body));
        FtrackClient client = calls.client(server.uri())) {
      assertEquals(cause, Calls.failure(client.call(Calls.WRITE)).cause());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 503})
  void knowsAnEmptyAnswer(int status) throws Exception {
    try (FtrackStub server = FtrackStub.saying(FtrackStub.json(status, ""));
        FtrackClient client = calls.client(server.uri())) {
      Cause cause = status == 200 ? Cause.CONNECTION_LOST : Cause.BUSY;

      assertEquals(cause, Calls.failure(client.call(Calls.WRITE)).cause());
    }
  }

  @Test
  void nestingWithoutEndIsNoAnswer() throws Exception {
    try (FtrackStub server = FtrackStub.saying(FtrackStub.json("[".repeat(100_000)));
        FtrackClient client = calls.client(server.uri())) {
      assertEquals(Cause.CONNECTION_LOST, Calls.failure(client.call(Calls.WRITE)).cause());
    }
  }

  @Test
  void anAnswerShorterThanItsLengthIsALostConnection() throws Exception {
    Say cut = new Say.LastBytes("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n[{\"data\":[]}]");
    try (FtrackStub server = FtrackStub.saying(cut);
        FtrackClient client = calls.client(server.uri())) {
      assertEquals(Cause.CONNECTION_LOST, Calls.failure(client.call(Calls.WRITE)).cause());
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void anAnswerLongerThanItsLengthDoesNotSpoilTheNext() throws Exception {
    Say longer =
        new Say.LastBytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[{\"data\":[]}] and more");
    try (FtrackStub server = FtrackStub.saying(longer, Calls.ROWS);
        FtrackClient client = calls.client(server.uri())) {
      assertEquals(Cause.CONNECTION_LOST, Calls.failure(client.call(Calls.WRITE)).cause());
      assertInstanceOf(Success.class, client.call(Calls.READ));
    }
  }

  @Test
  void readsAnAnswerWithoutLengthThatEndsWithTheConnection() throws Exception {
    Say closed = new Say.LastBytes("HTTP/1.1 200 OK\r\n\r\n[{\"data\":[]}]");
    try (FtrackStub server = FtrackStub.saying(closed);
        FtrackClient client = calls.client(server.uri())) {
      assertInstanceOf(Success.class, client.call(Calls.WRITE));
    }
  }

  @Test
  void neverTellsTheKeyThatSomebodySendsBack() throws Exception {
    String page = "<html><style>b{}</style><h1>Key " + Calls.KEY + " is\n\u0007 wrong</h1></html>";
    try (FtrackStub server = FtrackStub.saying(FtrackStub.json(403, page));
        FtrackClient client = calls.client(server.uri())) {
      Failure failure = Calls.failure(client.call(Calls.READ));

      assertEquals("Key [hidden] is wrong", failure.said());
      assertFalse(
          FailureProblem.of(Calls.settings(server.uri(), "rollcall", Calls.KEY), failure)
              .text()
              .contains(Calls.KEY));
    }
  }
}
