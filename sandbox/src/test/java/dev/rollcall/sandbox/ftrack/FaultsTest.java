// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.sandbox.company.SampleCompany;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FaultsTest extends SandboxTest {
  private static final String QUERY = "[{\"action\":\"query\",\"expression\":\"User\"}]";

  @Test
  void happensAsOftenAsWantedAndThenNoMore() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.HtmlError(), Trigger.next(2).after(1));

    List<Integer> statuses = List.of(status(), status(), status(), status());

    assertEquals(List.of(200, 500, 500, 200), statuses);
  }

  @Test
  void answersHtmlAndNothingIsDone() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.HtmlError(), Trigger.once().onAction("create"));

    HttpResponse<String> answer =
        client.send(
            "[{\"action\":\"create\",\"entity_type\":\"User\",\"entity_data\":{\"username\":\"x\"}}]");

    assertTrue(answer.body().startsWith("<html>"));
    assertEquals(List.of(), client.query("User where username is x"));
  }

  @Test
  void saysWhenToComeBackIfToldSo() throws IOException, InterruptedException {
    sandbox
        .faults()
        .add(new Fault.Unavailable(Optional.empty()), Trigger.once())
        .add(
            new Fault.TooManyRequests(Optional.of(Duration.ofSeconds(3))), Trigger.once().after(1));

    HttpResponse<String> unavailable = client.send(QUERY);
    HttpResponse<String> tooMany = client.send(QUERY);

    assertEquals(503, unavailable.statusCode());
    assertEquals("", unavailable.body());
    assertEquals(Optional.empty(), unavailable.headers().firstValue("Retry-After"));
    assertEquals(429, tooMany.statusCode());
    assertEquals(Optional.of("3"), tooMany.headers().firstValue("Retry-After"));
  }

  @Test
  void cutsTheConnectionBeforeTheWork() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.DroppedBefore(), Trigger.always().onAction("create"));

    assertThrows(IOException.class, () -> client.create("User", Map.of("username", "x")));
    assertEquals(List.of(), client.query("User where username is x"));
  }

  @Test
  void cutsTheConnectionAfterTheWork() throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    sandbox.faults().add(new Fault.DroppedAfter(), Trigger.once().onAction("create"));

    assertThrows(IOException.class, () -> client.create("User", Map.of("id", id, "username", "x")));
    assertEquals(List.of(id), client.query("id", "User where username is x"));
  }

  @Test
  void breaksOffInTheMiddleOfAnAnswer() {
    sandbox.faults().add(new Fault.Truncated(), Trigger.once());

    assertThrows(IOException.class, () -> client.send(QUERY));
  }

  @Test
  void takesItsTime() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.Latency(Duration.ofMillis(80)), Trigger.once());
    long start = System.nanoTime();

    client.send(QUERY);

    assertTrue(System.nanoTime() - start >= Duration.ofMillis(80).toNanos());
  }

  @Test
  void forgetsAKey() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.KeyExpired(), Trigger.once());

    JsonNode answer = client.call(Client.reading("User"));

    assertEquals("InvalidCredentialsError", answer.path("exception").asString());
  }

  @Test
  void deniesOneEntityTypeOnly() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.PermissionDenied(), Trigger.always().onEntityType("Group"));

    JsonNode groups = client.call(Client.reading("User"), Client.reading("Group"));
    JsonNode users = client.call(Client.reading("User"));

    assertEquals("PermissionError", groups.path("exception").asString());
    assertTrue(users.isArray());
  }

  @Test
  void pretendsThatALoginIsTaken() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.LoginTaken(), Trigger.once());

    client.query("User");
    JsonNode first = client.call(Client.creation("User", Map.of("username", "x")));
    JsonNode second = client.call(Client.creation("User", Map.of("username", "x")));

    assertEquals("IntegrityError", first.path("exception").asString());
    assertTrue(second.isArray());
  }

  @Test
  void runsOutOfSeatsButLetsPeopleGo() throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "x", "is_active", true));
    sandbox.faults().add(new Fault.NoSeats(), Trigger.always());

    JsonNode joiner =
        client.call(Client.creation("User", Map.of("username", "y", "is_active", true)));
    JsonNode leaver = client.call(Client.update("User", id, Map.of("is_active", false)));

    assertEquals("ValidationError", joiner.path("exception").asString());
    assertTrue(leaver.isArray());
  }

  @Test
  void repeatsAPage() throws IOException, InterruptedException {
    sandbox.add(SampleCompany.people(20));
    List<String> first = page(0);
    sandbox.faults().add(new Fault.PageRepeated(), Trigger.once());

    List<String> second = page(5);

    assertEquals(first, second);
  }

  @Test
  void skipsAPage() throws IOException, InterruptedException {
    sandbox.add(SampleCompany.people(20));
    List<String> third = page(10);
    sandbox.faults().add(new Fault.PageSkipped(), Trigger.once());

    List<String> second = page(5);

    assertEquals(third, second);
  }

  @Test
  void misleadsAlsoAClientThatGoesOnBehindTheLastRow() throws IOException, InterruptedException {
    sandbox.add(SampleCompany.people(20));
    List<String> names = client.query("username", "select username from User order by username");
    sandbox
        .faults()
        .add(new Fault.PageRepeated(), Trigger.once())
        .add(new Fault.PageSkipped(), Trigger.once().after(1));

    List<String> first = behind("0");
    List<String> repeated = behind(first.getLast());
    List<String> skipped = behind(first.getLast());

    assertEquals(names.subList(0, 5), first);
    assertEquals(first, repeated);
    assertEquals(names.subList(10, 15), skipped);
  }

  private List<String> behind(String name) throws IOException, InterruptedException {
    String where = name.equals("0") ? "" : " where username > '" + name + "'";
    return client.query(
        "username", "select username from User" + where + " order by username limit 5");
  }

  @Test
  void doesUpdatesBeforeTheCreatesTheyNeed() throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();
    sandbox.faults().add(new Fault.Reordered(), Trigger.always());

    JsonNode answer =
        client.call(
            Client.creation("User", Map.of("id", id, "username", "x")),
            Client.update("User", id, Map.of("email", "x")));

    assertEquals("ValidationError", answer.path("exception").asString());
  }

  @Test
  void isSwitchedOnAndOffOverHttp() throws IOException, InterruptedException {
    String on =
        control(
            "POST",
            "{\"fault\":\"unavailable\",\"retry_after\":1,\"times\":1,\"action\":\"query\"}");
    int status = status();
    String left = control("GET", "");
    control("POST", "[{\"fault\":\"html_error\"}]");
    control("DELETE", "");

    assertTrue(on.contains("Unavailable"), on);
    assertEquals(503, status);
    assertEquals("[]", left);
    assertEquals(200, status());
  }

  @Test
  void saysWhichFaultItDoesNotKnow() throws IOException, InterruptedException {
    String answer = control("POST", "{\"fault\":\"earthquake\"}");

    assertEquals("there is no fault 'earthquake'", answer);
  }

  private int status() throws IOException, InterruptedException {
    return client.send(QUERY).statusCode();
  }

  private List<String> page(int offset) throws IOException, InterruptedException {
    return client.query(
        "username", "select username from User order by username limit 5 offset " + offset);
  }

  private String control(String method, String body) throws IOException, InterruptedException {
    URI uri = sandbox.uri().resolve("/sandbox/faults");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
