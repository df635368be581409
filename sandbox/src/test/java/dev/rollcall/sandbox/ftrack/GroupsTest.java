// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupsTest extends SandboxTest {
  @Test
  void nestsGroupsAndMovesThemToTheTopAgain() throws IOException, InterruptedException {
    String studio = group("Studio");
    String lighting =
        client.create("Group", Map.of("name", "Lighting", "local", false, "parent_id", studio));

    List<String> inside = client.query("id", "Group where parent.name is Studio");
    List<String> above = client.query("id", "Group where children any (name is Lighting)");
    Map<String, Object> top = new HashMap<>();
    top.put("parent_id", null);
    client.call(Client.update("Group", lighting, top));

    assertEquals(List.of(lighting), inside);
    assertEquals(List.of(studio), above);
    assertEquals(
        List.of(lighting), client.query("id", "Group where parent_id is None and name like L%"));
  }

  @Test
  void refusesAGroupInsideItself() throws IOException, InterruptedException {
    String studio = group("Studio");
    String lighting =
        client.create("Group", Map.of("name", "Lighting", "local", false, "parent_id", studio));

    JsonNode answer = client.call(Client.update("Group", studio, Map.of("parent_id", lighting)));

    assertEquals("ValidationError", answer.path("exception").asString());
  }

  @Test
  void setsTheGroupsFreeThatWereInsideADeletedOne() throws IOException, InterruptedException {
    String studio = group("Studio");
    String user = client.create("User", Map.of("username", "jdoe"));
    client.create("Group", Map.of("name", "Lighting", "local", false, "parent_id", studio));
    client.create("Membership", Map.of("user_id", user, "group_id", studio));

    client.call(Client.deletion("Group", studio));

    assertEquals(
        List.of("Lighting"),
        client.query("name", "select name from Group where parent_id is None"));
    assertEquals(List.of(), client.query("Membership"));
  }

  @Test
  void doesNotCountMembersOfASubgroupAsItsOwn() throws IOException, InterruptedException {
    String studio = group("Studio");
    String lighting =
        client.create("Group", Map.of("name", "Lighting", "local", false, "parent_id", studio));
    String user = client.create("User", Map.of("username", "jdoe"));
    client.create("Membership", Map.of("user_id", user, "group_id", lighting));

    assertEquals(List.of(), client.query("Membership where group_id is " + studio));
    assertEquals(
        List.of("Lighting"),
        client.query("name", "select name from Group where memberships.user.username is jdoe"));
  }

  @Test
  void putsUsersAndGroupsOnTheTeamOfAProject() throws IOException, InterruptedException {
    String project = project("bunny", false);
    String group = group("Lighting");
    String user = client.create("User", Map.of("username", "jdoe"));

    client.create("Appointment", team(project, group));
    client.create("Appointment", team(project, user));
    JsonNode again = client.call(Client.creation("Appointment", team(project, user)));

    assertEquals("DuplicateEntryError", again.path("exception").asString());
    assertEquals(
        List.of("Group", "User"),
        client.query("select resource from Appointment where context_id is " + project).stream()
            .map(row -> row.path("resource").path("__entity_type__").asString())
            .sorted()
            .toList());
  }

  @Test
  void assignsUsersOnly() throws IOException, InterruptedException {
    String project = project("bunny", false);
    Map<String, ?> assignment =
        Map.of("type", "assignment", "context_id", project, "resource_id", group("Lighting"));

    JsonNode group = client.call(Client.creation("Appointment", assignment));
    JsonNode odd =
        client.call(
            Client.creation(
                "Appointment",
                Map.of("type", "lunch", "context_id", project, "resource_id", group("Layout"))));

    assertEquals("ValidationError", group.path("exception").asString());
    assertEquals("ValidationError", odd.path("exception").asString());
  }

  @Test
  void canLetEverythingBeThereTwice() throws IOException, InterruptedException {
    GroupRules lenient = GroupRules.usual().withSameMemberships(true).withSameAppointments(true);
    sandbox.follow(sandbox.rules().withGroups(lenient));
    String project = project("bunny", false);
    String group = group("Lighting");
    String user = client.create("User", Map.of("username", "jdoe"));

    for (int time = 0; time < 2; time++) {
      client.create("Membership", Map.of("user_id", user, "group_id", group));
      client.create("Appointment", team(project, user));
    }

    assertEquals(2, client.query("Membership").size());
    assertEquals(2, client.query("Appointment").size());
  }

  @Test
  void keepsMetadataForGroupsIfTheRulesAllowIt() throws IOException, InterruptedException {
    String group = group("Lighting");
    Map<String, ?> anchor =
        Map.of("parent_id", group, "parent_type", "Group", "key", "anchor", "value", "4711");

    JsonNode kept = client.call(Client.creation("Metadata", anchor));
    client.call(Client.deletion("Metadata", List.of(group, "anchor")));
    sandbox.follow(sandbox.rules().withGroupMetadata(false));
    JsonNode refused = client.call(Client.creation("Metadata", anchor));

    assertTrue(kept.isArray());
    assertEquals("ValidationError", refused.path("exception").asString());
  }

  private String group(String name) throws IOException, InterruptedException {
    return client.create("Group", Map.of("name", name, "local", false));
  }

  private String project(String name, boolean isPrivate) throws IOException, InterruptedException {
    return Projects.create(client, name, isPrivate);
  }

  private static Map<String, ?> team(String project, String resource) {
    return Map.of("type", "allocation", "context_id", project, "resource_id", resource);
  }
}
