// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaJsonTest {
  @Test
  void describesUsersTheWayClientsExpect() {
    JsonNode user = type("User");

    assertEquals(
        """
        {"type":"string","format":"foreign_key","description":"Foreign key(s): UserType.id",\
        "alias_for":"typeid"}\
        """,
        sorted(user.path("properties").path("user_type_id")));
    assertEquals("[\"id\"]", user.path("primary_key").toString());
    assertEquals("[\"resource_type\"]", user.path("system_projections").toString());
    assertEquals("\"BaseUser\"", user.path("$mixin").path("$ref").toString());
    assertEquals(
        "{\"key\":\"key\",\"value\":\"value\"}",
        user.path("properties").path("custom_attributes").path("key_value_attributes").toString());
  }

  @Test
  void inheritsWhatTheMixinHasUnlessTheTypeSaysOtherwise() {
    JsonNode properties = type("User").path("properties");

    assertEquals("user", properties.path("resource_type").path("default").asString());
    assertEquals("{uid}", properties.path("id").path("default").asString());
    assertEquals(
        "Appointment", properties.path("allocations").path("items").path("$ref").asString());
  }

  @Test
  void writesJsonAsPythonDoes() {
    JsonNode node =
        JsonMapper.shared().readTree("{\"b\":[1,true,null,{}],\"a\":\"\\u00e9\\\"\\n\",\"c\":[]}");

    assertEquals(
        "{\"a\": \"\\u00e9\\\"\\n\", \"b\": [1, true, null, {}], \"c\": []}",
        PythonJson.write(node));
  }

  @Test
  void hashesTheSameSchemaToTheSameText() {
    assertEquals(SchemaJson.of(Schema.people()).hash(), SchemaJson.of(Schema.people()).hash());
  }

  private static String sorted(JsonNode node) {
    return "{\"type\":%s,\"format\":%s,\"description\":%s,\"alias_for\":%s}"
        .formatted(
            node.path("type"),
            node.path("format"),
            node.path("description"),
            node.path("alias_for"));
  }

  private static JsonNode type(String name) {
    return SchemaJson.of(Schema.people())
        .types()
        .valueStream()
        .filter(type -> type.path("id").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
