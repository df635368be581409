// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EntitiesTest {
  private static final String ANSWER =
      """
      [{"action": "query", "data": [
         {"__entity_type__": "User", "id": "u1", "username": "ada",
          "user_type": {"__entity_type__": "UserType", "id": "t1", "name": "ldap"}},
         {"__entity_type__": "User", "id": "u2", "username": "bob", "email": null,
          "user_type": {"__entity_type__": "UserType", "id": "t1"}},
         {"__entity_type__": "Group", "id": "u1", "name": "not ada"}]},
       {"action": "query", "data": [
         {"__entity_type__": "User", "id": "u1"},
         {"__entity_type__": "UserCustomAttributeValue", "configuration_id": "c", "entity_id": "u1",
          "value": 7},
         {"__entity_type__": "UserCustomAttributeValue", "configuration_id": "c", "entity_id": "u1"},
         {"__entity_type__": "UserCustomAttributeValue", "configuration_id": "c", "entity_id": "u2"}
       ]}]
      """;

  private final List<JsonNode> results =
      List.copyOf(JsonMapper.builder().build().readTree(ANSWER).values());
  private final Entities entities = Entities.of(results);

  @Test
  void anEntityThatIsOnlyReferredToHasWhatWasToldBefore() {
    assertEquals(Optional.of("ada"), entities.text(row(1, 0), "username"));
    assertEquals(Optional.of("7"), entities.text(row(1, 2), "value"));
    assertEquals(
        Optional.of("ldap"),
        entities.value(row(0, 1), List.of("user_type", "name")).flatMap(JsonNode::asStringOpt));
  }

  @Test
  void entitiesOfOtherTypesOrKeysAreOthers() {
    assertEquals(Optional.empty(), entities.text(row(0, 2), "username"));
    assertEquals(Optional.empty(), entities.text(row(1, 3), "value"));
  }

  @Test
  void nullAndUntoldAreAbsent() {
    assertEquals(Optional.empty(), entities.text(row(0, 1), "email"));
    assertEquals(Optional.empty(), entities.text(row(0, 0), "email"));
    assertEquals(Optional.empty(), entities.value(row(0, 0), List.of("thumbnail", "id")));
  }

  private JsonNode row(int result, int row) {
    return results.get(result).path("data").get(row);
  }
}
