// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.sandbox.ftrack.ServerRules.Again;
import dev.rollcall.sandbox.ftrack.ServerRules.RoleAnswer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RolesTest extends SandboxTest {
  private static final String GIVEN =
      "select security_role.name, is_all_open_projects, user_security_role_projects.project_id"
          + " from UserSecurityRole where user.username is jdoe order by security_role.name";

  private String user = "";
  private String manager = "";
  private String administrator = "";

  @BeforeEach
  void hire() throws IOException, InterruptedException {
    user = client.create("User", Map.of("username", "jdoe", "is_active", true));
    manager = role("Project manager");
    administrator = role("Administrator");
  }

  private String role(String name) throws IOException, InterruptedException {
    return client.query("id", "SecurityRole where name is '" + name + "'").getFirst();
  }

  @Test
  void knowsWhichRolesPeopleCanHave() throws IOException, InterruptedException {
    assertEquals(
        List.of("Administrator", "Project manager", "User"),
        client.query("name", "select name from SecurityRole where type is PROJECT order by name"));
  }

  @Test
  void swapsARoleAndKeepsItsProjects() throws IOException, InterruptedException {
    String project = Projects.create(client, "bunny", true);
    act("add_user_security_role", manager);
    act("grant_user_security_role_project", manager, Map.of("project_id", project));

    act("update_user_security_role", manager, Map.of("new_role_id", administrator));

    JsonNode given = client.query(GIVEN).getFirst();
    assertEquals("Administrator", given.path("security_role").path("name").asString());
    assertEquals(
        project, given.path("user_security_role_projects").path(0).path("project_id").asString());
  }

  @Test
  void makesARoleValidOnAllOpenProjectsAndTakesItBack() throws IOException, InterruptedException {
    act("add_user_security_role", manager);

    act("grant_user_security_role_project", manager, Map.of("all_open_projects", true));
    boolean granted = client.query(GIVEN).getFirst().path("is_all_open_projects").asBoolean();
    act("revoke_user_security_role_project", manager, Map.of("all_open_projects", true));
    boolean revoked = !client.query(GIVEN).getFirst().path("is_all_open_projects").asBoolean();

    assertTrue(granted);
    assertTrue(revoked);
  }

  @Test
  void opensPrivateProjectsToRolesForProjectsOnly() throws IOException, InterruptedException {
    String restricted = role("Restricted user");
    String secret = Projects.create(client, "secret", true);
    String open = Projects.create(client, "open", false);
    act("add_user_security_role", restricted);

    JsonNode onSecret =
        act("grant_user_security_role_project", restricted, Map.of("project_id", secret));
    JsonNode onOpen =
        act("grant_user_security_role_project", restricted, Map.of("project_id", open));

    assertEquals("ValidationError", onSecret.path("exception").asString());
    assertTrue(onOpen.isArray());
  }

  @Test
  void grantsProjectsOnlyThroughARoleThatTheUserHas() throws IOException, InterruptedException {
    String project = Projects.create(client, "bunny", false);

    JsonNode answer =
        act("grant_user_security_role_project", manager, Map.of("project_id", project));

    assertEquals("ValidationError", answer.path("exception").asString());
  }

  @Test
  void keepsRolesOfKeysFromPeople() throws IOException, InterruptedException {
    JsonNode answer = act("add_user_security_role", role("API"));

    assertEquals("ValidationError", answer.path("exception").asString());
  }

  @Test
  void refusesWhatIsSoAlreadyOrTakesItInItsStride() throws IOException, InterruptedException {
    act("add_user_security_role", manager);
    JsonNode givenTwice = act("add_user_security_role", manager);
    RoleRules lenient = sandbox.rules().roles().withRoleAgain(Again.IGNORED);
    sandbox.follow(sandbox.rules().withRoles(lenient));

    JsonNode ignored = act("add_user_security_role", manager);
    JsonNode taken = act("remove_user_security_role", administrator);

    assertEquals("DuplicateEntryError", givenTwice.path("exception").asString());
    assertTrue(ignored.isArray());
    assertTrue(taken.isArray());
    assertEquals(2, client.query(GIVEN).size());
  }

  @Test
  void canRefuseAProjectThatIsGrantedAlready() throws IOException, InterruptedException {
    String project = Projects.create(client, "bunny", false);
    act("add_user_security_role", manager);
    act("grant_user_security_role_project", manager, Map.of("project_id", project));
    JsonNode usual =
        act("grant_user_security_role_project", manager, Map.of("project_id", project));
    RoleRules strict = sandbox.rules().roles().withProjectAgain(Again.REFUSED);
    sandbox.follow(sandbox.rules().withRoles(strict));

    JsonNode refused =
        act("grant_user_security_role_project", manager, Map.of("project_id", project));

    assertTrue(usual.isArray());
    assertEquals("DuplicateEntryError", refused.path("exception").asString());
  }

  @Test
  void answersTheActionsAsTheRulesSay() throws IOException, InterruptedException {
    sandbox.follow(sandbox.rules().withRoleAnswer(RoleAnswer.ENTITY));
    JsonNode entity = act("add_user_security_role", manager);
    sandbox.follow(sandbox.rules().withRoleAnswer(RoleAnswer.NOTHING));
    JsonNode nothing = act("remove_user_security_role", manager);

    assertEquals(user, entity.path(0).path("data").path("user_id").asString());
    assertTrue(nothing.path(0).isEmpty());
  }

  @Test
  void canHidePrivateProjectsFromThoseWithoutARoleThere() throws IOException, InterruptedException {
    String secret = Projects.create(client, "secret", true);
    Projects.create(client, "open", false);
    RoleRules discreet = sandbox.rules().roles().withHidesPrivateProjects(true);
    sandbox.follow(sandbox.rules().withRoles(discreet));
    String projects = "select name from Project where name != x order by name";

    List<String> before = client.query("name", projects);
    String own = client.query("id", "User where username is " + Options.USUAL_LOGIN).getFirst();
    client.call(
        Map.of(
            "action", "grant_user_security_role_project",
            "user_id", own,
            "role_id", administrator,
            "project_id", secret));
    List<String> after = client.query("name", projects);

    assertEquals(List.of("open"), before);
    assertEquals(List.of("open", "secret"), after);
  }

  @Test
  void canProtectTheLastAdministrator() throws IOException, InterruptedException {
    RoleRules careful = sandbox.rules().roles().withLastAdministratorStays(true);
    sandbox.follow(sandbox.rules().withRoles(careful));
    String last = client.query("id", "User where username is " + Options.USUAL_LOGIN).getFirst();

    JsonNode off = client.call(Client.update("User", last, Map.of("is_active", false)));
    JsonNode gone = client.call(Client.deletion("User", last));
    act("add_user_security_role", administrator);
    JsonNode second = act("remove_user_security_role", administrator);

    assertEquals("ValidationError", off.path("exception").asString());
    assertEquals("ValidationError", gone.path("exception").asString());
    assertTrue(second.isArray());
  }

  @Test
  void letsOnlyAdministratorsAct() throws IOException, InterruptedException {
    JsonNode key =
        client.call(
            Map.of(
                "action", "reset_remote",
                "reset_type", "api_key",
                "entity_type", "User",
                "entity_key", user));
    String secret = key.path(0).path("data").path("api_key").asString();
    try (Client artist = new Client(sandbox, "jdoe", secret)) {
      JsonNode answer =
          artist.call(
              Map.of(
                  "action", "add_user_security_role",
                  "user_id", user,
                  "role_id", administrator));

      assertEquals("PermissionError", answer.path("exception").asString());
    }
  }

  private JsonNode act(String action, String role) throws IOException, InterruptedException {
    return act(action, role, Map.of());
  }

  private JsonNode act(String action, String role, Map<String, ?> more)
      throws IOException, InterruptedException {
    Map<String, Object> operation = new HashMap<>(more);
    operation.put("action", action);
    operation.put("user_id", user);
    operation.put("role_id", role);
    return client.call(operation);
  }
}
