// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class QueriesTest extends SandboxTest {
  private String lighting = "";
  private String anna = "";

  @BeforeEach
  void hire() throws IOException, InterruptedException {
    anna = user("anna", "Anna", "O'Brien", true);
    String ben = user("ben", "Ben", "50% Off", true);
    user("cid", "Cid", "Ek", false);
    client.create("User", Map.of("username", "dora"));
    lighting = client.create("Group", Map.of("name", "Lighting", "local", false));
    String key =
        client.create("Group", Map.of("name", "Key", "local", true, "parent_id", lighting));
    client.create("Membership", Map.of("user_id", anna, "group_id", lighting));
    client.create("Membership", Map.of("user_id", ben, "group_id", lighting));
    client.create("Membership", Map.of("user_id", ben, "group_id", key));
  }

  private String user(String username, String first, String last, boolean active)
      throws IOException, InterruptedException {
    return client.create(
        "User",
        Map.of("username", username, "first_name", first, "last_name", last, "is_active", active));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "username is anna|anna",
        "username is ANNA|``",
        "username in (anna,ben)|anna ben",
        "username in ('anna', \"cid\")|anna cid",
        "username not_in (rollcall, anna)|ben cid dora",
        "id in ()|``",
        "is_active is True and username != rollcall|anna ben",
        "is_active is false|cid dora",
        "first_name is None|dora rollcall",
        "first_name is null|dora rollcall",
        "first_name is_not None|anna ben cid",
        "first_name != Anna|ben cid",
        "not first_name is Anna|ben cid",
        "not (first_name is Anna or first_name is None)|ben cid",
        "last_name is \"O'Brien\"|anna",
        "last_name is 'O\\'Brien'|anna",
        "last_name like '%brien'|anna",
        "last_name like '50\\%%'|ben",
        "last_name not_like 'e%'|anna ben",
        "username like '%n%' and not username like 'b%'|anna",
        "username > anna and username <= cid|ben cid",
        "memberships any ()|anna ben",
        "not memberships any ()|cid dora rollcall",
        "memberships any (group.name is Lighting and group.local is False)|anna ben",
        "memberships any (group.name is Key and group.local is False)|``",
        "memberships.group.name is Key|ben",
        "not memberships.group.name is Key|anna cid dora rollcall",
        "memberships.group.parent.name is Lighting|ben",
        "memberships.group.parent is None and memberships.group.name is Key|ben",
        "user_type has (name is ftrack) and username is anna|anna",
        "user_type is None|``",
        "id in (select user_id from Membership where group.name is Key)|ben",
        "id not_in (select user.id from Membership)|cid dora rollcall",
        "username is anna or username is ben and is_active is False|anna",
        "(username is anna or username is cid) and is_active is False|cid",
        "id is 12345|``",
        "user_security_roles.security_role.name is Administrator|rollcall"
      })
  void findsWhatTheCriteriaSay(String criteria, String found)
      throws IOException, InterruptedException {
    List<String> names = client.query("username", "select username from User where " + criteria);

    assertEquals(found, String.join(" ", new TreeSet<>(names)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "order by username|anna ben cid dora rollcall",
        "order by username descending|rollcall dora cid ben anna",
        "order by is_active desc, username asc|anna ben rollcall cid dora",
        "order by first_name, username|anna ben cid dora rollcall",
        "order by username limit 2|anna ben",
        "order by username offset 3 limit 5|dora rollcall",
        "order by username limit 1 offset 1|ben",
        "order by username offset 9 limit 1|''"
      })
  void ordersAndPages(String order, String found) throws IOException, InterruptedException {
    List<String> names = client.query("username", "select username from User " + order);

    assertEquals(found, String.join(" ", names));
  }

  @Test
  void saysWhereTheNextPageStarts() throws IOException, InterruptedException {
    JsonNode answer =
        client.call(
            Client.reading("User order by username limit 2"),
            Client.reading("User order by username offset 4 limit 2"),
            Client.reading("User"));

    assertEquals(2, answer.path(0).path("metadata").path("next").path("offset").asInt());
    assertTrue(answer.path(1).path("metadata").path("next").path("offset").isNull());
    assertTrue(answer.path(2).path("metadata").path("next").path("offset").isNull());
  }

  @Test
  void addsKeyAndSystemAttributesToWhatWasAskedFor() throws IOException, InterruptedException {
    JsonNode row = client.query("select username from User where username is anna").getFirst();

    assertEquals(
        List.of("__entity_type__", "id", "resource_type", "username"),
        List.copyOf(row.propertyNames()));
  }

  @Test
  void writesAnEntityOutOnlyOnceInAResponse() throws IOException, InterruptedException {
    List<JsonNode> rows =
        client.query(
            "select user_type.name from User where username in (anna, ben) order by username");

    assertEquals("ftrack", rows.getFirst().path("user_type").path("name").asString());
    assertEquals(
        List.of("__entity_type__", "id"),
        List.copyOf(rows.getLast().path("user_type").propertyNames()));
  }

  @Test
  void writesEntitiesOutEverywhereForAClientThatAsksForIt()
      throws IOException, InterruptedException {
    client.with("ftrack-api-options", "strict:1;denormalize:1");

    List<JsonNode> rows = client.query("select user_type.name from User");

    assertTrue(rows.stream().allMatch(row -> row.path("user_type").has("name")));
  }

  @Test
  void followsCollectionsAndAbsentRelations() throws IOException, InterruptedException {
    JsonNode row =
        client
            .query("select memberships.group_id, thumbnail.name from User where username is anna")
            .getFirst();

    assertEquals(lighting, row.path("memberships").path(0).path("group_id").asString());
    assertTrue(row.path("thumbnail").isNull());
  }

  @Test
  void findsRowsOfSubtypesWithTheirOwnType() throws IOException, InterruptedException {
    List<JsonNode> rows =
        client.query("select id from Resource where id in (%s, %s)".formatted(anna, lighting));

    assertEquals(
        List.of("User", "Group"),
        rows.stream().map(row -> row.path("__entity_type__").asString()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select nope from User|User has no attribute 'nope'",
        "User where user_type.nope is 1|UserType has no attribute 'nope'",
        "User where username.nope is 1|'username.nope' of User goes on behind a plain value",
        "User where username any ()|'username' of User is not a relation",
        "User where is_active is maybe|'maybe' cannot be compared with 'is_active'",
        "Usr|there is no entity type 'Usr'",
        "User where id in (select id from Usr)|there is no entity type 'Usr'"
      })
  void refusesWhatItDoesNotUnderstand(String expression, String content)
      throws IOException, InterruptedException {
    JsonNode answer = client.call(Client.reading(expression));

    assertEquals("ParseError", answer.path("exception").asString());
    assertEquals(content, answer.path("content").asString());
  }

  @Test
  void seesInAQueryWhatTheSameCallHasCreated() throws IOException, InterruptedException {
    JsonNode answer =
        client.call(
            Client.reading("User where username is eve"),
            Client.creation("User", Map.of("username", "eve")),
            Client.reading("User where username is eve"));

    assertEquals(0, answer.path(0).path("data").size());
    assertEquals(1, answer.path(2).path("data").size());
  }

  @Test
  void searchesForAllTermsInNames() throws IOException, InterruptedException {
    JsonNode answer =
        client.call(
            Map.of(
                "action", "search",
                "expression", "select username from User",
                "entity_type", "User",
                "terms", List.of("ANN", "brien")));

    assertEquals("anna", answer.path(0).path("data").path(0).path("username").asString());
    assertEquals(1, answer.path(0).path("data").size());
  }
}
