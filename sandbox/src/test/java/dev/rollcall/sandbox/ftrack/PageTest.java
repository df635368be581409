// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.sandbox.company.SampleCompany;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageTest extends SandboxTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void hangUp() {
    http.close();
  }

  @Test
  void showsPeopleGroupsRolesAndRequests() throws IOException, InterruptedException {
    String user =
        client.create("User", Map.of("username", "jdoe", "first_name", "Jane", "is_active", true));
    String studio = client.create("Group", Map.of("name", "Studio", "local", false));
    String lighting =
        client.create("Group", Map.of("name", "Lighting", "local", false, "parent_id", studio));
    client.create("Membership", Map.of("user_id", user, "group_id", lighting));
    client.call(Client.deletion("User", "nobody"));

    String page = get("/").body();

    assertTrue(page.contains("2 users, 2 of them active"), page);
    assertTrue(page.contains("<td>Studio / Lighting</td><td>User</td>"), page);
    assertTrue(page.contains("<td>Studio / Lighting</td><td>1</td><td>everywhere</td>"), page);
    assertTrue(page.contains("<td>delete</td><td>200</td><td>ValidationError</td>"), page);
    assertTrue(page.contains("Administrator on all open projects"), page);
  }

  @Test
  void showsHostileTextAsText() throws IOException, InterruptedException {
    String evil = "<script>alert('1')</script>\"&";
    String user = client.create("User", Map.of("username", evil, "email", evil));
    client.create("Group", Map.of("name", evil, "local", false));

    String list = get("/?find=%3Cscript%3E").body();
    String details = get("/user?id=" + user).body();

    assertFalse(list.contains("<script"), list);
    assertFalse(details.contains("<script"), details);
    assertTrue(list.contains("value=\"&lt;script&gt;\""), list);
    assertTrue(details.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;"));
  }

  @Test
  void allowsNoScriptAndNothingFromElsewhere() throws IOException, InterruptedException {
    HttpResponse<String> page = get("/");

    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; style-src 'self';"), policy);
    assertFalse(page.body().contains("style=\""));
    assertTrue(get("/page.css").body().contains("border-collapse"));
  }

  @Test
  void showsAPageOfUsersAtATime() throws IOException, InterruptedException {
    sandbox.add(SampleCompany.people(250));

    String first = get("/").body();
    String last = get("/?from=200").body();

    assertEquals(100, first.split("<tr class=\"active\">", -1).length - 1);
    assertTrue(first.contains("from=100"), first);
    assertTrue(last.contains("201 to 251 of 251"), last);
  }

  @Test
  void showsOneUserInFull() throws IOException, InterruptedException {
    String user = client.create("User", Map.of("username", "jdoe"));
    client.create(
        "Metadata",
        Map.of("parent_id", user, "parent_type", "User", "key", "anchor", "value", "4711"));

    String page = get("/user?id=" + user).body();

    assertTrue(page.contains("<li>anchor = 4711</li>"), page);
    assertTrue(get("/user?id=nobody").body().contains("There is no such user."));
  }

  @Test
  void showsWhichFaultsAreSwitchedOn() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.NoSeats(), Trigger.always());

    assertTrue(get("/").body().contains("NoSeats"));
  }

  @Test
  void showsItselfToThisMachineOnly() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", sandbox.uri().getPort())) {
      String request = "GET / HTTP/1.1\r\nHost: studio.example.com\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
    }
  }

  @Test
  void changesNothing() throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(sandbox.uri().resolve("/")).POST(BodyPublishers.noBody()).build();

    assertEquals(405, http.send(post, BodyHandlers.ofString()).statusCode());
    assertEquals(
        List.of(Options.USUAL_LOGIN), client.query("username", "select username from User"));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(sandbox.uri().resolve(path)).build();
    return http.send(request, BodyHandlers.ofString());
  }
}
