// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class EventsTest extends SandboxTest {
  private HubClient hub;

  @Override
  Options options() {
    return Options.usual().withHeartbeat(Duration.ofMillis(50));
  }

  @BeforeEach
  void connect() throws IOException, InterruptedException {
    hub = new HubClient(sandbox);
  }

  @AfterEach
  void disconnect() {
    hub.close();
  }

  @Test
  void shakesHandsConnectsAndKeepsBeating() throws InterruptedException {
    assertTrue(hub.handshake().endsWith(":websocket"), hub.handshake());
    assertEquals("1::", hub.awaitStarting("1"));
    for (int beat = 0; beat < 3; beat++) {
      assertEquals("2::", hub.awaitStarting("2"));
    }
  }

  @Test
  void keepsOutWhoHasNoGoodKey() throws IOException, InterruptedException {
    URI uri = sandbox.uri().resolve("/socket.io/1/?api_user=rollcall&api_key=bad");
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status =
          http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();

      assertEquals(401, status);
    }
  }

  @Test
  void passesAnEventToThoseWhoWantIt() throws IOException, InterruptedException {
    hub.subscribe("a", "topic=studio.* and source.user.username=\"rollcall\"");
    try (HubClient other = new HubClient(sandbox)) {
      other.subscribe("b", "topic=weather");
      other.publish("studio.lunch", Map.of("what", "soup"), "");
      other.publish("weather", Map.of("what", "rain"), "");

      assertEquals("soup", hub.event().path("data").path("what").asString());
      assertEquals("rain", other.event().path("data").path("what").asString());
    }
  }

  @Test
  void carriesAReplyToWhomItIsFor() throws IOException, InterruptedException {
    hub.subscribe("asker", "topic=ftrack.meta.reply");
    try (HubClient other = new HubClient(sandbox)) {
      other.subscribe("bystander", "topic=ftrack.meta.reply");
      other.publish("ftrack.meta.reply", Map.of("answer", 42), "id=asker");
      other.publish("ftrack.meta.reply", Map.of("answer", 43), "id=bystander");

      assertEquals(42, hub.event().path("data").path("answer").asInt());
      assertEquals(43, other.event().path("data").path("answer").asInt());
    }
  }

  @Test
  void stopsWhenAskedTo() throws InterruptedException {
    hub.subscribe("a", "topic=studio.lunch");
    hub.publish("ftrack.meta.unsubscribe", Map.of("subscriber", Map.of("id", "a")), "");

    hub.publish("studio.lunch", Map.of(), "");

    assertEquals(Optional.empty(), hub.waiting("5"));
  }

  @Test
  void saysWhatItCannotRead() throws InterruptedException {
    hub.send("5:::{\"name\":\"ftrack.event\",\"args\":[{\"topic\":\"x\",\"target\":\"((\"}]}");

    assertTrue(hub.awaitStarting("7").contains("cannot use"));
  }

  @Test
  void tellsOfUsersThatWereCreatedChangedAndDeleted() throws IOException, InterruptedException {
    hub.subscribe("a", "topic=ftrack.update");

    String id = client.create("User", Map.of("username", "jdoe", "email", "old"));
    JsonNode created = hub.event().path("data").path("entities").path(0);
    client.call(Client.update("User", id, Map.of("email", "new")));
    JsonNode updated = hub.event().path("data").path("entities").path(0);
    client.call(Client.deletion("User", id));
    JsonNode deleted = hub.event().path("data").path("entities").path(0);

    assertEquals("add", created.path("action").asString());
    assertEquals("User", created.path("entity_type").asString());
    assertEquals("user", created.path("entityType").asString());
    assertEquals(id, created.path("entityId").asString());
    assertEquals("update", updated.path("action").asString());
    assertEquals("[\"email\"]", updated.path("keys").toString());
    assertEquals(
        "{\"old\":\"old\",\"new\":\"new\"}", updated.path("changes").path("email").toString());
    assertEquals("remove", deleted.path("action").asString());
  }

  @Test
  void tellsOfMembershipsAndRolesWithWhomTheyBelongTo() throws IOException, InterruptedException {
    String user = client.create("User", Map.of("username", "jdoe"));
    String group = client.create("Group", Map.of("name", "G", "local", false));
    String project = Projects.create(client, "bunny", false);
    String role =
        client.query("security_role_id", "UserSecurityRole where user_id is " + user).getFirst();
    hub.subscribe("a", "topic=ftrack.update");

    client.create("Membership", Map.of("user_id", user, "group_id", group));
    JsonNode membership = hub.event().path("data").path("entities").path(0);
    Map<String, String> grant =
        Map.of(
            "action", "grant_user_security_role_project",
            "user_id", user,
            "role_id", role,
            "project_id", project);
    client.call(grant);
    JsonNode granted = hub.event().path("data").path("entities").path(0);

    assertEquals("membership", membership.path("entityType").asString());
    assertTrue(membership.path("parents").toString().contains(group));
    assertEquals("userroleproject", granted.path("entityType").asString());
    assertTrue(granted.path("parents").toString().contains(user));
    assertEquals(project, granted.path("changes").path("project_id").path("new").asString());
  }

  @Test
  void tellsNothingOfACallThatFailed() throws IOException, InterruptedException {
    hub.subscribe("a", "topic=ftrack.update");

    client.call(
        Client.creation("User", Map.of("username", "first")), Client.deletion("User", "nobody"));
    client.with("FTRACK-Clienttoken", "mine").create("User", Map.of("username", "second"));

    JsonNode data = hub.event().path("data");
    assertEquals("mine", data.path("clientToken").asString());
    assertEquals(
        "second",
        data.path("entities").path(0).path("changes").path("username").path("new").asString());
  }

  @Test
  void canNameColumnsInsteadOfAttributes() throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "jdoe"));
    sandbox.follow(sandbox.rules().withCalls(CallRules.usual().withColumnsInEvents(true)));
    hub.subscribe("a", "topic=ftrack.update");

    client.call(Client.update("User", id, Map.of("is_active", true)));

    JsonNode entity = hub.event().path("data").path("entities").path(0);
    assertEquals("[\"isactive\"]", entity.path("keys").toString());
  }

  @Test
  void losesEventsButStaysConnected() throws IOException, InterruptedException {
    hub.subscribe("a", "topic=ftrack.update");
    sandbox.faults().add(new Fault.EventSilence(true), Trigger.once());

    client.create("User", Map.of("username", "lost"));
    client.create("User", Map.of("username", "found"));

    JsonNode changes = hub.event().path("data").path("entities").path(0).path("changes");
    assertEquals("found", changes.path("username").path("new").asString());
    assertEquals("2::", hub.awaitStarting("2"));
  }

  @Test
  void fallsSilentAltogether() throws IOException, InterruptedException {
    hub.subscribe("a", "topic=ftrack.update");
    sandbox.faults().add(new Fault.EventSilence(false), Trigger.always());
    client.create("User", Map.of("username", "lost"));
    sandbox.faults().clear();

    client.create("User", Map.of("username", "found"));

    JsonNode changes = hub.event().path("data").path("entities").path(0).path("changes");
    assertEquals("found", changes.path("username").path("new").asString());
  }

  @Test
  void cutsEverybodyOff() throws InterruptedException {
    hub.awaitStarting("1");

    sandbox.cutEvents();

    assertEquals("closed", hub.awaitStarting("closed"));
  }

  @Test
  void tellsInOneEventWhatOneCallHasChanged() throws IOException, InterruptedException {
    hub.subscribe("a", "topic=ftrack.update");

    client.call(
        Client.creation("Group", Map.of("name", "A", "local", false)),
        Client.creation("Group", Map.of("name", "B", "local", false)));

    JsonNode entities = hub.event().path("data").path("entities");
    assertEquals(
        List.of("group", "group"),
        entities.valueStream().map(each -> each.path("entityType").asString()).toList());
  }
}
