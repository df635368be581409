// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ControlTest extends SandboxTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void hangUp() {
    http.close();
  }

  @ParameterizedTest
  @CsvSource({
    "latency, Latency",
    "html_error, HtmlError",
    "unavailable, Unavailable",
    "too_many_requests, TooManyRequests",
    "dropped_before, DroppedBefore",
    "dropped_after, DroppedAfter",
    "truncated, Truncated",
    "key_expired, KeyExpired",
    "permission_denied, PermissionDenied",
    "login_taken, LoginTaken",
    "no_seats, NoSeats",
    "page_repeated, PageRepeated",
    "page_skipped, PageSkipped",
    "reordered, Reordered",
    "job_fails, JobFails",
    "event_silence, EventSilence",
  })
  void switchesEveryFault(String name, String fault) throws IOException, InterruptedException {
    String on = send("POST", "faults", "{\"fault\":\"" + name + "\"}").body();
    String off = send("DELETE", "faults", "").body();

    assertTrue(on.contains(fault), on);
    assertEquals("[]", off);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          logins | "exact"
          taken_login | "duplicate"
          no_seat | "permission"
          role_of_new_users | "Project manager"
          deletion | "refused_while_used"
          same_group_names | false
          group_metadata | false
          same_memberships | true
          same_appointments | true
          new_role_covers_open_projects | true
          role_answer | "nothing"
          role_again | "ignored"
          project_again | "refused"
          last_administrator_stays | true
          hides_private_projects | true
          unknown_options | true
          single_as_text | false
          attribute_roles_needed | true
          largest_batch | 100
          longest_text | 40
          columns_in_events | true
          """)
  void switchesEveryRule(String name, String value) throws IOException, InterruptedException {
    JsonNode before = rules(send("GET", "rules", ""));
    JsonNode after = rules(send("POST", "rules", "{\"" + name + "\":" + value + "}"));

    assertEquals(value, after.path(name).toString());
    assertFalse(before.path(name).equals(after.path(name)), name);
    assertEquals(before.size(), after.size());
  }

  @Test
  void obeysARuleFromTheNextCallOn() throws IOException, InterruptedException {
    client.create("User", Map.of("username", "jdoe"));

    send("POST", "rules", "{\"logins\":\"exact\"}");

    client.create("User", Map.of("username", "JDOE"));
    assertEquals(3, client.query("User").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"gravity\":1}", "{\"logins\":\"maybe\"}", "{\"same_group_names\":1}", "{"})
  void changesNothingWhenItDoesNotUnderstand(String rules)
      throws IOException, InterruptedException {
    String before = send("GET", "rules", "").body();

    assertEquals(400, send("POST", "rules", rules).statusCode());
    assertEquals(before, send("GET", "rules", "").body());
  }

  @Test
  void connectsADirectory() throws IOException, InterruptedException {
    send(
        "POST",
        "ldap",
        """
        {"hits":[{"username":"jane","first_name":"Jane","last_name":"Doe","email":"j@example.com"}]}
        """);

    client.call(Map.of("action", "delayed_job", "job_type", "SYNC_USERS_LDAP"));

    assertEquals(
        List.of("Jane"),
        client.query("first_name", "select first_name from User where user_type.name is ldap"));
  }

  @Test
  void showsWhoWasInvited() throws IOException, InterruptedException {
    String user =
        client.create("User", Map.of("username", "x", "email", "x@example.com", "is_active", true));
    client.call(Map.of("action", "send_user_invite", "user_id", user));

    assertEquals("[\"x@example.com\"]", send("GET", "invitations", "").body());
  }

  @Test
  void cutsEventConnections() throws IOException, InterruptedException {
    try (HubClient hub = new HubClient(sandbox)) {
      hub.awaitStarting("1");

      send("DELETE", "events", "");

      assertEquals("closed", hub.awaitStarting("closed"));
    }
  }

  @Test
  void listensToNoPageFromElsewhere() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.uri().resolve("/sandbox/faults"))
            .header("Origin", "https://evil.example.com")
            .POST(BodyPublishers.ofString("{\"fault\":\"no_seats\"}"))
            .build();

    assertEquals(403, http.send(request, BodyHandlers.ofString()).statusCode());
    assertEquals(List.of(), sandbox.faults().listed());
  }

  @Test
  void doesNotKnowAnythingElse() throws IOException, InterruptedException {
    assertEquals(404, send("GET", "weather", "").statusCode());
  }

  private static JsonNode rules(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(sandbox.uri().resolve("/sandbox/" + path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
