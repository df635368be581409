// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CustomAttributesTest extends SandboxTest {
  private static final String OPTIONS =
      "\"data\": \"[{\\\"menu\\\": \\\"Berlin\\\", \\\"value\\\": \\\"ber\\\"},"
          + " {\\\"menu\\\": \\\"Lisbon\\\", \\\"value\\\": \\\"lis\\\"}]\"";
  private static final String SINGLE = "{\"multiSelect\": false, " + OPTIONS + "}";
  private static final String SEVERAL = "{\"multiSelect\": true, " + OPTIONS + "}";

  private String user = "";

  @BeforeEach
  void hire() throws IOException, InterruptedException {
    user = client.create("User", Map.of("username", "jdoe"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text | "x" | "x"
          url | "https://example.com" | "https://example.com"
          number | 4.5 | 4.5
          boolean | true | true
          date | {"__type__":"datetime","value":"2026-01-02T00:00:00"} | {"__type__":"datetime","value":"2026-01-02T00:00:00"}
          dynamic enumerator | ["anything","else"] | ["anything","else"]
          text | {"__type__":"datetime","value":"2026-01-02T00:00:00.000Z"} | "2026-01-02T00:00:00"
          text | null | null
          """)
  void takesAndGivesBackValuesOfEveryType(String type, String sent, String kept)
      throws IOException, InterruptedException {
    String id = attribute("a", type, "{}");

    JsonNode answer = write(id, sent);

    assertTrue(answer.isArray(), answer.toString());
    assertEquals(kept, values().path(0).path("value").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text | 5
          number | "5"
          boolean | "true"
          date | "yesterday"
          dynamic enumerator | [5]
          expression | "x"
          """)
  void refusesValuesOfAnotherType(String type, String sent)
      throws IOException, InterruptedException {
    JsonNode answer = write(attribute("a", type, "{}"), sent);

    assertEquals("ValidationError", answer.path("exception").asString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text | ""
          boolean | false
          number | null
          date | null
          enumerator | []
          """)
  void hasAValueThatNobodyHasWritten(String type, String value)
      throws IOException, InterruptedException {
    attribute("a", type, SINGLE);

    assertEquals(value, values().path(0).path("value").toString());
  }

  @Test
  void takesTheOptionsOfAnEnumerator() throws IOException, InterruptedException {
    String single = attribute("home", "enumerator", SINGLE);
    String several = attribute("places", "enumerator", SEVERAL);

    JsonNode one = write(single, "[\"ber\"]");
    JsonNode two = write(single, "[\"ber\", \"lis\"]");
    JsonNode both = write(several, "[\"ber\", \"lis\"]");

    assertTrue(one.isArray());
    assertEquals("ValidationError", two.path("exception").asString());
    assertTrue(both.isArray());
    assertEquals(
        List.of("jdoe"),
        client.query(
            "username",
            "select username from User where custom_attributes any (key is places and value is"
                + " lis)"));
  }

  @Test
  void refusesAnUnknownOptionOrKeepsIt() throws IOException, InterruptedException {
    String id = attribute("home", "enumerator", SINGLE);

    JsonNode refused = write(id, "[\"rom\"]");
    sandbox.follow(sandbox.rules().withAttributes(AttributeRules.usual().withUnknownOptions(true)));
    JsonNode kept = write(id, "[\"rom\"]");

    assertEquals("'rom' is not an option of 'home'", refused.path("content").asString());
    assertTrue(kept.isArray());
  }

  @Test
  void takesABareTextForAnOptionOrRefusesIt() throws IOException, InterruptedException {
    String id = attribute("home", "enumerator", SINGLE);

    JsonNode taken = write(id, "\"ber\"");
    sandbox.follow(sandbox.rules().withAttributes(AttributeRules.usual().withSingleAsText(false)));
    JsonNode refused = write(id, "\"ber\"");

    assertTrue(taken.isArray());
    assertEquals("[\"ber\"]", values().path(0).path("value").toString());
    assertEquals("ValidationError", refused.path("exception").asString());
  }

  @Test
  void writesTheAttributeOfAUserWhoIsCreatedInTheSameCall()
      throws IOException, InterruptedException {
    String id = attribute("a", "text", "{}");
    String other = "8d441cf8-3b1e-41a1-ad23-8ecd4a76d125";

    JsonNode answer =
        client.call(
            Client.creation("User", Map.of("id", other, "username", "new")),
            Client.update("UserCustomAttributeValue", List.of(id, other), Map.of("value", "x")));

    assertTrue(answer.isArray(), answer.toString());
  }

  @Test
  void canDemandARoleForWriting() throws IOException, InterruptedException {
    sandbox.follow(sandbox.rules().withAttributes(AttributeRules.usual().withRolesNeeded(true)));
    String id = attribute("a", "text", "{}");
    String role = client.query("id", "SecurityRole where name is Administrator").getFirst();

    JsonNode refused = write(id, "\"x\"");
    Map<String, String> reference = Map.of("__entity_type__", "SecurityRole", "id", role);
    client.call(
        Client.update(
            "CustomAttributeConfiguration",
            id,
            Map.of("write_security_roles", List.of(reference))));
    JsonNode allowed = write(id, "\"x\"");

    assertEquals("PermissionError", refused.path("exception").asString());
    assertTrue(allowed.isArray(), allowed.toString());
  }

  @Test
  void refusesConfigurationsThatCannotBe() throws IOException, InterruptedException {
    attribute("a", "text", "{}");
    Map<String, Object> data = new HashMap<>(configuration("a", "text", "{}"));

    JsonNode again = client.call(Client.creation("CustomAttributeConfiguration", data));
    data.put("key", "b");
    data.put("config", "[");
    JsonNode broken = client.call(Client.creation("CustomAttributeConfiguration", data));
    data.put("config", "{}");
    data.put("project_id", Projects.create(client, "bunny", false));
    JsonNode onProject = client.call(Client.creation("CustomAttributeConfiguration", data));

    assertEquals("IntegrityError", again.path("exception").asString());
    assertEquals("ValidationError", broken.path("exception").asString());
    assertEquals("ValidationError", onProject.path("exception").asString());
  }

  private String attribute(String key, String type, String config)
      throws IOException, InterruptedException {
    return client.create("CustomAttributeConfiguration", configuration(key, type, config));
  }

  private Map<String, ?> configuration(String key, String type, String config)
      throws IOException, InterruptedException {
    String typeId =
        client.query("id", "CustomAttributeType where name is '" + type + "'").getFirst();
    return Map.of(
        "key", key, "label", key, "entity_type", "user", "type_id", typeId, "config", config);
  }

  private JsonNode write(String configuration, String value)
      throws IOException, InterruptedException {
    Map<String, Object> data = new HashMap<>();
    data.put("value", JsonMapper.shared().readTree(value));
    return client.call(
        Client.update("UserCustomAttributeValue", List.of(configuration, user), data));
  }

  private JsonNode values() throws IOException, InterruptedException {
    return client
        .query(
            "select custom_attributes.key, custom_attributes.value from User where id is " + user)
        .getFirst()
        .path("custom_attributes");
  }
}
