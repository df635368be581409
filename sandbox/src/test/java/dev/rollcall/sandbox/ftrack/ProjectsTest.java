// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProjectsTest extends SandboxTest {
  @Test
  void makesTasksThatKnowTheirProjectStatusAndType() throws IOException, InterruptedException {
    String project = Projects.create(client, "bunny", false);
    String shot = client.create("Shot", Map.of("name", "sh010", "parent_id", project));

    client.create("Task", Map.of("name", "light", "parent_id", shot));

    JsonNode task =
        client
            .query(
                "select name, project.full_name, status.state.short, type.name, parent.name from"
                    + " Task")
            .getFirst();
    assertEquals("The bunny", task.path("project").path("full_name").asString());
    assertEquals("NOT_STARTED", task.path("status").path("state").path("short").asString());
    assertEquals("Generic", task.path("type").path("name").asString());
    assertEquals("sh010", task.path("parent").path("name").asString());
  }

  @Test
  void findsEverythingOfAProjectWhateverItIs() throws IOException, InterruptedException {
    String project = Projects.create(client, "bunny", false);
    client.create("Folder", Map.of("name", "a", "parent_id", project));
    client.create("Task", Map.of("name", "b", "parent_id", project));

    assertEquals(
        List.of("Folder", "Task"),
        client.query(
            "__entity_type__",
            "select name from TypedContext where project_id is " + project + " order by name"));
  }

  @Test
  void keepsTheTimeThatPeopleSpend() throws IOException, InterruptedException {
    String project = Projects.create(client, "bunny", false);
    String task = client.create("Task", Map.of("name", "light", "parent_id", project));
    String user = client.create("User", Map.of("username", "jdoe"));
    client.create(
        "Timelog",
        Map.of(
            "user_id",
            user,
            "context_id",
            task,
            "duration",
            3600,
            "start",
            Map.of("__type__", "datetime", "value", "2026-11-20T10:00:00")));

    assertEquals(
        List.of("jdoe"),
        client.query(
            "username",
            "select username from User where timelogs any (duration > 60 and context.name is"
                + " light)"));
  }

  @Test
  void letsOneTimerOfAUserRunAtATime() throws IOException, InterruptedException {
    String user = client.create("User", Map.of("username", "jdoe"));
    Map<String, ?> timer =
        Map.of(
            "user_id",
            user,
            "start",
            Map.of("__type__", "datetime", "value", "2026-11-20T10:00:00"));
    client.create("Timer", timer);

    JsonNode second = client.call(Client.creation("Timer", timer));

    assertEquals("DuplicateEntryError", second.path("exception").asString());
  }

  @Test
  void knowsTheStatusesOfAProjectSchema() throws IOException, InterruptedException {
    JsonNode schema =
        client
            .query(
                "select _task_workflow.statuses.name, _schemas.statuses.task_status.name from"
                    + " ProjectSchema")
            .getFirst();

    assertEquals(3, schema.path("_task_workflow").path("statuses").size());
    assertTrue(schema.path("_schemas").path(0).path("statuses").size() == 3, schema.toString());
  }

  @Test
  void assignsTasksToUsers() throws IOException, InterruptedException {
    String project = Projects.create(client, "bunny", false);
    String task = client.create("Task", Map.of("name", "light", "parent_id", project));
    String user = client.create("User", Map.of("username", "jdoe"));

    client.create(
        "Appointment", Map.of("type", "assignment", "context_id", task, "resource_id", user));

    assertEquals(
        List.of("light"),
        client.query("name", "select name from Task where assignments.resource.id is " + user));
  }
}
