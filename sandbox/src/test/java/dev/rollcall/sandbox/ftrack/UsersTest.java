// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class UsersTest extends SandboxTest {
  @Override
  Options options() {
    return Options.usual().withSeats(3);
  }

  @Test
  void fillsInWhatAClientLeavesOut() throws IOException, InterruptedException {
    JsonNode user = client.call(Client.creation("User", Map.of())).path(0).path("data");

    assertEquals(36, user.path("id").asString().length());
    assertFalse(user.path("username").asString().isEmpty());
    assertFalse(user.path("is_active").asBoolean());
    assertEquals("user", user.path("resource_type").asString());
    assertEquals(Beginnings.USER_TYPE_FTRACK, user.path("user_type_id").asString());
    assertFalse(user.has("email"));
  }

  @Test
  void takesTheIdThatTheClientHasChosen() throws IOException, InterruptedException {
    String id = UUID.randomUUID().toString();

    JsonNode answer =
        client.call(
            Map.of(
                "action",
                "create",
                "entity_type",
                "User",
                "entity_key",
                List.of(id),
                "entity_data",
                Map.of(
                    "__entity_type__", "User",
                    "id", id,
                    "resource_type", "user",
                    "username", "jdoe")));

    assertEquals("create", answer.path(0).path("action").asString());
    assertEquals(id, answer.path(0).path("data").path("id").asString());
  }

  @Test
  void answersAnUpdateWithTheKeyAndWhatChanged() throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "jdoe", "first_name", "Jane"));

    JsonNode answer = client.call(Client.update("User", id, Map.of("is_active", true)));

    assertEquals(
        List.of("__entity_type__", "id", "resource_type", "is_active"),
        List.copyOf(answer.path(0).path("data").propertyNames()));
  }

  @Test
  void ignoresCollectionsInAnUpdateAndKeepsWhatWasNotSent()
      throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "jdoe", "first_name", "Jane"));

    client.call(
        Client.update(
            "User",
            List.of(id),
            Map.of("metadata", List.of(Map.of("key", "a")), "email", "j@d.example")));

    JsonNode row = client.query("select first_name, email from User where id is " + id).getFirst();
    assertEquals("Jane", row.path("first_name").asString());
    assertEquals("j@d.example", row.path("email").asString());
  }

  @Test
  void clearsAValueWithNullAndKeepsEmptyText() throws IOException, InterruptedException {
    String id =
        client.create("User", Map.of("username", "jdoe", "email", "x", "first_name", "Jane"));

    client.send(
        """
        [{"action":"update","entity_type":"User","entity_key":"%s",
          "entity_data":{"email":null,"first_name":""}}]\
        """
            .formatted(id));

    JsonNode row = client.query("select first_name, email from User where id is " + id).getFirst();
    assertTrue(row.path("email").isNull());
    assertEquals("", row.path("first_name").asString("absent"));
  }

  @Test
  void takesAReferenceInsteadOfAnId() throws IOException, InterruptedException {
    String type = client.query("id", "UserType where name is ldap").getFirst();

    client.create(
        "User",
        Map.of("username", "jdoe", "user_type", Map.of("__entity_type__", "UserType", "id", type)));

    assertEquals(
        List.of("jdoe"),
        client.query("username", "select username from User where user_type.name is ldap"));
  }

  @ParameterizedTest
  @CsvSource({"jdoe", "JDoe"})
  void refusesALoginThatIsTaken(String username) throws IOException, InterruptedException {
    client.create("User", Map.of("username", "jdoe"));

    JsonNode answer = client.call(Client.creation("User", Map.of("username", username)));

    assertEquals("IntegrityError", answer.path("exception").asString());
  }

  @Test
  void letsAUserChangeTheLetterCaseOfTheirOwnLogin() throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "jdoe"));

    JsonNode answer = client.call(Client.update("User", id, Map.of("username", "JDoe")));

    assertEquals("JDoe", answer.path(0).path("data").path("username").asString());
  }

  @Test
  void hasNoSeatForOneMoreThanTheLicenceAllows() throws IOException, InterruptedException {
    client.create("User", Map.of("username", "a", "is_active", true));
    String second = client.create("User", Map.of("username", "b", "is_active", true));
    String third = client.create("User", Map.of("username", "c"));

    JsonNode refused = client.call(Client.update("User", third, Map.of("is_active", true)));
    JsonNode swapped =
        client.call(
            Client.update("User", second, Map.of("is_active", false)),
            Client.update("User", third, Map.of("is_active", true)));

    assertEquals("ValidationError", refused.path("exception").asString());
    assertTrue(swapped.isArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"nope\":1}|ValidationError|User has no attribute 'nope'",
        "{\"is_active\":\"yes\"}|ValidationError|'yes' is not a valid value for 'is_active'",
        "{\"email\":5}|ValidationError|'5' is not a valid value for 'email'",
        "{\"username\":null}|IntegrityError|User needs a value for 'username'",
        "{\"email\":\"a\\u0000b\"}|IntegrityError|'email' contains a NUL character",
        "{\"user_type_id\":\"x\"}|IntegrityError|there is no UserType 'x'",
        "{\"id\":\"x\"}|ValidationError|'id' of User cannot be changed"
      })
  void refusesValuesThatCannotBe(String data, String exception, String content)
      throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "jdoe"));

    String answer =
        client
            .send(
                "[{\"action\":\"update\",\"entity_type\":\"User\",\"entity_key\":[\"%s\"],\"entity_data\":%s}]"
                    .formatted(id, data))
            .body();

    assertTrue(answer.contains(exception), answer);
    assertTrue(answer.contains(content), answer);
  }

  @Test
  void refusesALoginThatIsTooLong() throws IOException, InterruptedException {
    JsonNode answer = client.call(Client.creation("User", Map.of("username", "x".repeat(256))));

    assertEquals("IntegrityError", answer.path("exception").asString());
  }

  @Test
  void deletesAUserWithAllThatBelongsToThem() throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "jdoe"));
    String group = client.create("Group", Map.of("name", "G", "local", false));
    client.create("Membership", Map.of("user_id", id, "group_id", group));
    client.create("Metadata", metadata(id, "k", "v"));

    JsonNode answer = client.call(Client.deletion("User", List.of(id)));

    assertTrue(answer.path(0).path("data").asBoolean());
    assertEquals(List.of(), client.query("User where username is jdoe"));
    assertEquals(List.of(), client.query("Membership"));
    assertEquals(List.of(), client.query("Metadata"));
    assertEquals(List.of(), client.query("UserSecurityRole where user_id is " + id));
  }

  @Test
  void keepsMetadataByParentAndKey() throws IOException, InterruptedException {
    String id = client.create("User", Map.of("username", "jdoe"));
    client.create("Metadata", metadata(id, "rollcall.anchor", "4711"));

    JsonNode again = client.call(Client.creation("Metadata", metadata(id, "rollcall.anchor", "1")));
    client.call(Client.update("Metadata", List.of(id, "rollcall.anchor"), Map.of("value", "4712")));

    assertEquals("IntegrityError", again.path("exception").asString());
    JsonNode user =
        client
            .query(
                "select metadata from User where metadata any (key is \"rollcall.anchor\" and value"
                    + " is \"4712\")")
            .getFirst();
    assertEquals("4712", user.path("metadata").path(0).path("value").asString());
  }

  @Test
  void hasAValueOfEveryCustomAttributeForEveryUser() throws IOException, InterruptedException {
    String user = client.create("User", Map.of("username", "jdoe"));
    String text = client.query("id", "CustomAttributeType where name is text").getFirst();
    String configuration =
        client.create(
            "CustomAttributeConfiguration",
            Map.of(
                "key", "employee_id",
                "label", "Employee",
                "entity_type", "user",
                "type_id", text,
                "default", "none",
                "config", "{}"));

    JsonNode answer =
        client.call(
            Client.update(
                "UserCustomAttributeValue", List.of(configuration, user), Map.of("value", "4711")));

    assertTrue(answer.isArray(), answer.toString());
    assertEquals(
        List.of("jdoe"),
        client.query(
            "username",
            "select username from User where custom_attributes any (key is \"employee_id\" and"
                + " value is \"4711\")"));
    assertEquals(
        List.of("none", "4711"),
        client.query(
            "value",
            "select value, key from UserCustomAttributeValue where configuration_id is "
                + configuration));
  }

  private static Map<String, String> metadata(String user, String key, String value) {
    return Map.of("parent_id", user, "parent_type", "User", "key", key, "value", value);
  }
}
