// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.sandbox.company.SampleCompany;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CallsTest extends SandboxTest {
  @Override
  Options options() {
    return Options.usual()
        .withGlobalKey("global-key")
        .withLogin(new Options.Login("artist", "artist-key", "User"))
        .withRules(ServerRules.usual().withLargestBatch(OptionalInt.of(10)));
  }

  @Test
  void doesNothingOfACallInWhichOneOperationFails() throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "jdoe", "email", "old"));

    JsonNode answer =
        client.call(
            Client.creation("User", Map.of("username", "first")),
            Client.update("User", id, Map.of("email", "new")),
            Client.deletion("User", id),
            Client.creation("User", Map.of("username", "FIRST")));

    assertEquals("IntegrityError", answer.path("exception").asString());
    assertEquals(
        List.of("artist", "jdoe", Options.USUAL_LOGIN),
        client.query("username", "select username from User order by username"));
    assertEquals(List.of("old"), client.query("email", "select email from User where id is " + id));
    assertEquals(3, client.query("UserSecurityRole where security_role.name is User").size());
  }

  @ParameterizedTest
  @CsvSource({
    "configure_otp, 500",
    "create, 422",
  })
  void answersAFailureWithItsStatusOnlyInStrictMode(String action, int status)
      throws IOException, InterruptedException {
    String body = "[{\"action\":\"" + action + "\"}]";

    HttpResponse<String> lax = client.send(body);
    HttpResponse<String> strict = client.with("FTRACK-STRICT-API", "true").send(body);

    assertEquals(200, lax.statusCode());
    assertEquals(status, strict.statusCode());
    assertEquals(lax.body(), strict.body());
  }

  @Test
  void namesTheActionThatItDoesNotKnow() throws IOException, InterruptedException {
    JsonNode answer = client.call(Map.of("action", "reticulate"));

    assertEquals("Invalid action u'reticulate'", answer.path("content").asString());
    assertTrue(answer.path("error_code").isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "rollcall, wrong",
    "rollcall, artist-key",
    "nobody, global-key",
    "'', ''",
  })
  void refusesCallersWithoutAGoodKey(String username, String key)
      throws IOException, InterruptedException {
    try (Client stranger = new Client(sandbox, username, key).with("ftrack-strict-api", "true")) {
      HttpResponse<String> answer =
          stranger.send("[{\"action\":\"query\",\"expression\":\"User\"}]");

      assertEquals(401, answer.statusCode());
      assertTrue(answer.body().contains("InvalidCredentialsError"));
    }
  }

  @Test
  void refusesACallerWhoIsNotActiveAnyMore() throws IOException, InterruptedException {
    String id = client.query("id", "User where username is artist").getFirst();
    client.call(Client.update("User", id, Map.of("is_active", false)));

    try (Client artist = new Client(sandbox, "artist", "artist-key")) {
      JsonNode answer = artist.call(Client.reading("User"));

      assertEquals("InvalidCredentialsError", answer.path("exception").asString());
      assertEquals("api_credentials_invalid", answer.path("error_code").asString());
    }
  }

  @Test
  void letsAGlobalKeySpeakForAnyActiveUser() throws IOException, InterruptedException {
    try (Client global = new Client(sandbox, "artist", "global-key")) {
      JsonNode answer = global.call(Map.of("action", "query_server_information"));

      JsonNode user = answer.path(0).path("user_information");
      assertEquals("artist", user.path("username").asString());
      assertTrue(user.path("is_global_access_key").asBoolean());
    }
  }

  @Test
  void letsOnlyAdministratorsChangePeople() throws IOException, InterruptedException {
    try (Client artist = new Client(sandbox, "artist", "artist-key")) {
      JsonNode read = artist.call(Client.reading("User"));
      JsonNode written = artist.call(Client.creation("User", Map.of("username", "x")));

      assertTrue(read.isArray());
      assertEquals("PermissionError", written.path("exception").asString());
    }
  }

  @Test
  void saysWhatItIsAndWhatItKnows() throws IOException, InterruptedException {
    JsonNode answer =
        client.call(
            Map.of("action", "query_server_information"),
            Map.of("action", "query_schemas"),
            Map.of("action", "query_server_information", "values", List.of("version")));

    assertEquals(32, answer.path(0).path("schema_hash").asString().length());
    assertEquals(1_000_000, answer.path(0).path("license").path(0).path("quantity").asInt());
    assertTrue(answer.path(1).isArray());
    assertEquals(List.of("version"), List.copyOf(answer.path(2).propertyNames()));
  }

  @Test
  void refusesMoreOperationsThanItTakes() throws IOException, InterruptedException {
    Map<?, ?>[] operations = new Map<?, ?>[11];
    Arrays.fill(operations, Client.reading("User"));

    JsonNode answer = client.call(operations);

    assertEquals("ValidationError", answer.path("exception").asString());
  }

  @ParameterizedTest
  @CsvSource({"'{}'", "'nonsense'", "'[{]'", "''"})
  void refusesABodyThatIsNoList(String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(body);

    assertTrue(answer.body().contains("\"exception\":\"ValidationError\""), answer.body());
  }

  @Test
  void givesANewKeyInPlaceOfTheOldOne() throws IOException, InterruptedException {
    String id = client.query("id", "User where username is artist").getFirst();

    JsonNode answer =
        client.call(
            Map.of(
                "action", "reset_remote",
                "reset_type", "api_key",
                "entity_type", "User",
                "entity_key", id));

    String key = answer.path(0).path("data").path("api_key").asString();
    try (Client old = new Client(sandbox, "artist", "artist-key");
        Client renewed = new Client(sandbox, "artist", key)) {
      assertTrue(old.call(Client.reading("User")).isObject());
      assertTrue(renewed.call(Client.reading("User")).isArray());
    }
  }

  @Test
  void listsTheKeysOfPeopleButNotTheKeysThemselves() throws IOException, InterruptedException {
    String user = client.create("User", Map.of("username", "jdoe", "is_active", true));
    Map<String, ?> reset =
        Map.of(
            "action", "reset_remote",
            "reset_type", "api_key",
            "entity_type", "User",
            "entity_key", user);
    client.call(reset);

    String key = client.call(reset).path(0).path("data").path("api_key").asString();

    List<JsonNode> rows = client.query("ApiKey where resource_id is " + user);
    assertEquals(List.of(key.substring(0, 8)), List.of(rows.getFirst().path("prefix").asString()));
    assertEquals(1, rows.size());
    assertTrue(!rows.toString().contains(key));
  }

  @Test
  void keepsTheOldKeyWhenTheCallFails() throws IOException, InterruptedException {
    String own = client.query("id", "User where username is " + Options.USUAL_LOGIN).getFirst();

    client.call(
        Map.of(
            "action", "reset_remote",
            "reset_type", "api_key",
            "entity_type", "User",
            "entity_key", own),
        Client.deletion("User", "nobody"));

    assertEquals(1, client.query("User where id is " + own).size());
  }

  @Test
  void invitesOnlyWhoIsActiveAndHasAnAddress() throws IOException, InterruptedException {
    String id =
        client.create(
            "User", Map.of("username", "jdoe", "is_active", true, "email", "j@d.example"));
    String silent = client.create("User", Map.of("username", "silent", "is_active", true));

    JsonNode sent = client.call(Map.of("action", "send_user_invite", "user_id", id));
    JsonNode refused = client.call(Map.of("action", "send_user_invite", "user_id", silent));

    assertTrue(sent.path(0).path("sent").asBoolean());
    assertEquals("ValidationError", refused.path("exception").asString());
  }

  @Test
  void runsTheDirectoryJobThatClientsAskFor() throws IOException, InterruptedException {
    JsonNode answer = client.call(Map.of("action", "delayed_job", "job_type", "SYNC_USERS_LDAP"));

    String id = answer.path(0).path("data").path("id").asString();
    assertEquals("queued", answer.path(0).path("data").path("status").asString());
    assertEquals(
        List.of("done"), client.query("status", "select status from Job where id is " + id));
  }

  @Test
  void givesAndTakesRolesThroughTheirActionsOnly() throws IOException, InterruptedException {
    String user = client.create("User", Map.of("username", "jdoe"));
    String manager = client.query("id", "SecurityRole where name is 'Project manager'").getFirst();
    Map<String, ?> add =
        Map.of("action", "add_user_security_role", "user_id", user, "role_id", manager);
    Map<String, ?> grant =
        Map.of(
            "action",
            "grant_user_security_role_project",
            "user_id",
            user,
            "role_id",
            manager,
            "all_open_projects",
            true);

    JsonNode answer = client.call(add, grant);
    JsonNode twice = client.call(add);
    JsonNode direct =
        client.call(
            Client.creation(
                "UserSecurityRole", Map.of("user_id", user, "security_role_id", manager)));

    assertTrue(answer.path(0).path("data").asBoolean());
    assertEquals("DuplicateEntryError", twice.path("exception").asString());
    assertEquals("PermissionError", direct.path("exception").asString());
    assertEquals(
        1,
        client
            .query(
                "UserSecurityRole where user_id is %s and is_all_open_projects is True"
                    .formatted(user))
            .size());
  }

  @Test
  void countsAndRemembersRequests() throws IOException, InterruptedException {
    sandbox.requests().clear();

    client.call(Client.reading("User"), Client.reading("Group"));
    client.call(Map.of("action", "nonsense"));

    assertEquals(
        new Requests.Counted(2, 3, 1, Map.of("query", 2L, "nonsense", 1L)),
        sandbox.requests().counted());
    assertEquals(
        List.of(
            new Requests.Seen("POST", "/api", 2, List.of("query", "query"), 200, ""),
            new Requests.Seen("POST", "/api", 1, List.of("nonsense"), 200, "ServerError")),
        sandbox.requests().last());
  }

  @Test
  void remembersWhatWasSent() throws IOException, InterruptedException {
    client.call(Client.reading("User"), Map.of("action", "query_schemas", "x", 1));

    List<JsonNode> sent = sandbox.requests().operations().getLast();

    assertEquals("User", sent.getFirst().path("expression").asString());
    assertEquals(1, sent.getLast().path("x").asInt());
  }

  @Test
  void showsTheSameOverHttp() throws IOException, InterruptedException {
    client.call(Client.reading("User"));

    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = sandbox.uri().resolve("/sandbox/requests");
      String answer =
          http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();

      assertEquals(
          """
          {"counted":{"requests":1,"operations":1,"failed":0,"actions":{"query":1}},\
          "last":[{"method":"POST","path":"/api","operations":1,"actions":["query"],\
          "status":200,"exception":""}]}\
          """,
          answer);
    }
  }

  @Test
  void packsALargeAnswerForAClientThatCanUnpackIt() throws IOException, InterruptedException {
    sandbox.add(SampleCompany.people(100));
    String body = "[{\"action\":\"query\",\"expression\":\"User\"}]";
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(sandbox.uri().resolve("/api"))
              .headers("ftrack-user", Options.USUAL_LOGIN, "ftrack-api-key", Options.USUAL_KEY)
              .header("Accept-Encoding", "gzip")
              .POST(BodyPublishers.ofString(body))
              .build();
      HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());

      byte[] unpacked = new GZIPInputStream(answer.body()).readAllBytes();
      assertEquals(client.send(body).body(), new String(unpacked, StandardCharsets.UTF_8));
    }
  }
}
