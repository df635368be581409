// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Child;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.ServerRules;
import dev.rollcall.sandbox.ftrack.ServerRules.Again;
import dev.rollcall.sandbox.ftrack.ServerRules.RoleAnswer;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every way in which a studio's server can misbehave while roles and project teams change: nothing
/// is lost, nothing is there twice, and the next run brings everything in line.
@Timeout(300)
class RoleFaultsTest {
  private static final String CONFIGURATION =
      """
      systems:
        people: { type: file, path: people.csv }
        studio: { type: ftrack, page_size: 3 }
      syncs:
        people-to-studio:
          from: people
          to: studio
          users:
            anchor: id
            match: [username]
            attributes:
              username: login
          groups:
            by: department
          roles:
            - { group: Light, role: Project manager }
            - { group: Layout, role: User, projects: [bunny, comet] }
            - { group: Comp, role: User, projects: [comet] }
            - { group: Light, team: true, projects: [comet] }
            - { group: Comp, team: group, projects: [bunny] }
      """;

  private static final String FIRST_DAY =
      """
      id,login,department
      1,anna,Light
      2,bo,Light
      3,cem,Layout
      4,dag,Layout
      """;

  private static final String SECOND_DAY =
      """
      id,login,department
      1,anna,Light
      2,bo,Layout
      3,cem,Layout
      4,dag,Comp
      5,fia,Comp
      6,geo,Light
      """;

  private static final List<String> HELD_AFTERWARDS =
      List.of(
          "Comp in bunny",
          "anna in comet",
          "anna: Project manager everywhere",
          "bo: User on bunny",
          "bo: User on comet",
          "cem: User on bunny",
          "cem: User on comet",
          "dag: User on comet",
          "fia: User on comet",
          "geo in comet",
          "geo: Project manager everywhere");

  /// A role that everybody has from the start would hide what is tried here.
  private static final ServerRules USUAL = ServerRules.usual().withRoleOfNewUsers(Optional.empty());

  private static final List<String> ACTIONS =
      List.of(
          "add_user_security_role",
          "remove_user_security_role",
          "grant_user_security_role_project",
          "revoke_user_security_role_project");

  @TempDir private Path desk;

  private record Case(Fault fault, Trigger trigger, ServerRules rules, int code, String problem) {
    @Override
    public String toString() {
      return fault
          + " "
          + trigger.action().orElse("any")
          + " "
          + trigger.entityType().orElse("")
          + " "
          + rules.roles();
    }
  }

  @TestFactory
  Stream<DynamicTest> endsRightAndConverges() {
    return Stream.of(passing(), variants(), refusing())
        .flatMap(cases -> cases)
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> isRight(each)));
  }

  /// What passes, at every kind of write: nobody notices.
  private static Stream<Case> passing() {
    List<Trigger> triggers = new ArrayList<>();
    ACTIONS.forEach(action -> triggers.add(Trigger.once().onAction(action)));
    triggers.add(Trigger.once().onAction("create").onEntityType("Appointment"));
    triggers.add(Trigger.once().onAction("delete").onEntityType("Appointment"));
    return Stream.of(
            new Fault.HtmlError(),
            new Fault.Unavailable(Optional.empty()),
            new Fault.DroppedBefore(),
            new Fault.DroppedAfter(),
            new Fault.Truncated())
        .flatMap(fault -> triggers.stream().map(trigger -> new Case(fault, trigger, USUAL, 0, "")));
  }

  /// Whatever a real server does with the actions, and then the connection drops.
  private static Stream<Case> variants() {
    List<ServerRules> rules =
        List.of(
            USUAL.withNewRoleCoversOpenProjects(true),
            USUAL.withNewRoleCoversOpenProjects(true).withRoleAnswer(RoleAnswer.NOTHING),
            USUAL.withRoleAnswer(RoleAnswer.ENTITY),
            USUAL.withRoles(USUAL.roles().withRoleAgain(Again.IGNORED)),
            USUAL.withRoles(USUAL.roles().withProjectAgain(Again.REFUSED)),
            USUAL.withRoles(USUAL.roles().withLastAdministratorStays(true)));
    List<Case> cases = new ArrayList<>();
    for (ServerRules each : rules) {
      cases.add(new Case(new Fault.Reordered(), Trigger.always(), each, 0, ""));
      for (String action : ACTIONS) {
        cases.add(new Case(new Fault.DroppedAfter(), Trigger.once().onAction(action), each, 0, ""));
      }
    }
    return cases.stream();
  }

  /// What the server will not do: the rest is done.
  private static Stream<Case> refusing() {
    Stream<Trigger> roles = ACTIONS.stream().map(action -> Trigger.always().onAction(action));
    Stream<Trigger> teams =
        Stream.of("create", "delete")
            .map(action -> Trigger.always().onAction(action).onEntityType("Appointment"));
    return Stream.concat(roles, teams)
        .map(trigger ->
            new Case(new Fault.PermissionDenied(), trigger, USUAL, 6, "FTRACK-PERMISSION"));
  }

  private void isRight(Case each) throws IOException {
    try (FtrackSandbox studio = FtrackSandbox.start()) {
      studio.follow(each.rules());
      Shell shell = firstDay(studio);
      shell.file("people.csv", SECOND_DAY);
      studio.faults().add(each.fault(), each.trigger());

      Ran met = shell.run("run", "--limit", "50");
      studio.faults().clear();

      assertEquals(each.code(), met.code(), met.out() + met.err());
      assertTrue(met.err().contains(each.problem()), met.out() + met.err());
      if (each.code() == 0) {
        shell.run("plan").expect(0);
      }
      shell.run("run").expect(0);
      shell.run("plan").expect(0);
      assertEquals(HELD_AFTERWARDS, held(studio));
    }
  }

  @Test
  void aRunKilledWhileAGroupComesIntoATeamIsFinishedByTheNext() throws Exception {
    for (Fault fault : List.of(new Fault.DroppedBefore(), new Fault.DroppedAfter())) {
      try (FtrackSandbox studio = FtrackSandbox.start()) {
        studio.follow(USUAL);
        Shell shell = firstDay(studio);
        shell.file("people.csv", SECOND_DAY);
        Trigger team = Trigger.always().onAction("create").onEntityType("Appointment");
        studio.faults().add(fault, team);
        studio.requests().clear();

        try (Child run = shell.start("run")) {
          while (!asked(studio)) {
            assertTrue(run.isRunning(), () -> "it ended too early: " + run.ended());
            Thread.onSpinWait();
          }
          run.kill();
        }
        studio.faults().clear();

        shell.run("run").expect(0);
        shell.run("plan").expect(0);
        assertEquals(HELD_AFTERWARDS, held(studio), fault.toString());
      }
    }
  }

  /// Whether somebody, or a group, was to come into a team.
  private static boolean asked(FtrackSandbox studio) {
    return studio.requests().operations().stream()
        .flatMap(List::stream)
        .anyMatch(it ->
            it.path("action").asString("").equals("create")
                && it.path("entity_type").asString("").equals("Appointment"));
  }

  private Shell firstDay(FtrackSandbox studio) throws IOException {
    StudioHands hands = new StudioHands(studio);
    String schema = hands.query("select id from ProjectSchema").getFirst().path("id").asString();
    for (String project : List.of("bunny", "comet")) {
      hands.create(
          "Project",
          "{\"name\": \"%1$s\", \"full_name\": \"%1$s\", \"project_schema_id\": \"%2$s\"}"
              .formatted(project, schema));
    }
    Shell shell =
        new Shell(Files.createTempDirectory(desk, "case"))
            .with("FTRACK_SERVER", studio.uri().toString())
            .with("FTRACK_API_USER", Options.USUAL_LOGIN)
            .with("FTRACK_API_KEY", Options.USUAL_KEY);
    shell.file("rollcall.yaml", CONFIGURATION);
    shell.file("people.csv", FIRST_DAY);
    shell.run("run").expect(0);
    return shell;
  }

  /// Every role and every place in a team, each as often as it is there; not the key's own.
  private static List<String> held(FtrackSandbox studio) {
    StudioHands hands = new StudioHands(studio);
    Map<String, String> names = new HashMap<>();
    for (String type : List.of("Group", "Project", "SecurityRole")) {
      hands.query("select id, name from " + type).forEach(row -> name(names, row, "name"));
    }
    hands.query("select id, username from User").forEach(row -> name(names, row, "username"));
    List<String> held = new ArrayList<>();
    for (JsonNode row :
        hands.query(
            "select user_id, security_role_id, is_all_open_projects,"
                + " user_security_role_projects.project_id from UserSecurityRole")) {
      String who =
          names.get(row.path("user_id").asString())
              + ": "
              + names.get(row.path("security_role_id").asString());
      List<JsonNode> projects = List.copyOf(row.path("user_security_role_projects").values());
      if (row.path("is_all_open_projects").asBoolean()) {
        held.add(who + " everywhere");
      } else if (projects.isEmpty()) {
        held.add(who + " nowhere");
      }
      projects.forEach(it -> held.add(who + " on " + names.get(it.path("project_id").asString())));
    }
    for (JsonNode row :
        hands.query(
            "select context_id, resource_id from Appointment where type is \"allocation\"")) {
      held.add(
          names.get(row.path("resource_id").asString())
              + " in "
              + names.get(row.path("context_id").asString()));
    }
    return held.stream()
        .filter(each -> !each.startsWith(Options.USUAL_LOGIN + ":"))
        .sorted()
        .toList();
  }

  private static void name(Map<String, String> names, JsonNode row, String column) {
    names.put(row.path("id").asString(), row.path(column).asString());
  }
}
