// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.ServerRules;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FtrackRolesTest {
  /// Servers that differ in everything about roles that is not documented.
  static Stream<ServerRules> servers() {
    return Stream.of(false, true)
        .flatMap(covers ->
            Stream.of(ServerRules.RoleAnswer.values())
                .flatMap(answer ->
                    Stream.of(ServerRules.Again.values())
                        .map(again ->
                            ServerRules.usual()
                                .withRoles(
                                    ServerRules.usual()
                                        .roles()
                                        .withCoversOpenProjects(covers)
                                        .withAnswer(answer)
                                        .withRoleAgain(again)
                                        .withProjectAgain(again)
                                        .withLastAdministratorStays(covers)))));
  }

  private interface Work {
    void with(Studio studio, Crew crew) throws Exception;
  }

  private static void on(ServerRules rules, Work work) throws Exception {
    try (Studio studio = Studio.with(Options.usual().withRules(rules))) {
      work.with(studio, new Crew(studio));
    }
  }

  private static void on(Work work) throws Exception {
    on(ServerRules.usual(), work);
  }

  @Test
  void tellsTheRolesThatArePeoples() throws Exception {
    on((studio, crew) -> {
      List<String> roles =
          studio.target.roles().stream()
              .map(role -> role.name() + (role.administers() ? " !" : ""))
              .sorted()
              .toList();

      assertEquals(List.of("Administrator !", "Project manager", "User"), roles);
    });
  }

  @Test
  void tellsTheProjects() throws Exception {
    on((studio, crew) -> {
      String bunny = crew.project("bunny", false);
      String secret = crew.project("secret", true);

      assertEquals(new Project(bunny, "bunny", "The bunny", true, false), crew.project(bunny));
      assertTrue(crew.project(secret).hidden());
    });
  }

  @ParameterizedTest
  @MethodSource("servers")
  void givesARoleOnAllOpenProjectsAndTakesItAgain(ServerRules rules) throws Exception {
    on(
        rules,
        (studio, crew) -> {
          Member ada = Crew.user("ada", studio.user("ada"));
          Grant everywhere = Grant.onAllOpen(crew.role("Project manager"));

          Outcome given = studio.apply(Crew.grants(everywhere, List.of(ada), List.of()));

          assertEquals("applied", Studio.code(given));
          assertEquals(Set.of(id(ada)), crew.holders(everywhere));
          assertEquals(
              "already done",
              Studio.code(studio.apply(Crew.grants(everywhere, List.of(ada), List.of()))));
          long roles = crew.count("UserSecurityRole");
          assertEquals(
              "applied",
              Studio.code(studio.apply(Crew.grants(everywhere, List.of(), List.of(ada)))));
          assertEquals(Set.of(), crew.holders(everywhere));
          assertEquals(roles - 1, crew.count("UserSecurityRole"));
          assertEquals(
              "already done",
              Studio.code(studio.apply(Crew.grants(everywhere, List.of(), List.of(ada)))));
        });
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aRoleOnOneProjectHoldsNowhereElse(ServerRules rules) throws Exception {
    on(
        rules,
        (studio, crew) -> {
          Member ada = Crew.user("ada", studio.user("ada"));
          Role manager = crew.role("Project manager");
          Project bunny = crew.project(crew.project("bunny", true));
          Grant onBunny = Grant.on(manager, bunny);

          Outcome given = studio.apply(Crew.grants(onBunny, List.of(ada), List.of()));

          assertEquals("applied", Studio.code(given));
          assertEquals(Set.of(id(ada)), crew.holders(onBunny));
          assertEquals(Set.of(), crew.holders(Grant.onAllOpen(manager)));
        });
  }

  @ParameterizedTest
  @MethodSource("servers")
  void aRoleOnAllOpenProjectsAndOnOneIsGivenInAnyOrder(ServerRules rules) throws Exception {
    on(
        rules,
        (studio, crew) -> {
          Member ada = Crew.user("ada", studio.user("ada"));
          Role manager = crew.role("Project manager");
          Grant onBunny = Grant.on(manager, crew.project(crew.project("bunny", true)));
          Grant everywhere = Grant.onAllOpen(manager);

          List<Outcome> given =
              studio.target.apply(
                  List.of(
                      Crew.grants(onBunny, List.of(ada), List.of()),
                      Crew.grants(everywhere, List.of(ada), List.of())));

          given.forEach(outcome -> assertEquals("applied", Studio.code(outcome)));
          assertEquals(Set.of(id(ada)), crew.holders(onBunny));
          assertEquals(Set.of(id(ada)), crew.holders(everywhere));
          studio.apply(Crew.grants(everywhere, List.of(), List.of(ada)));
          assertEquals(Set.of(id(ada)), crew.holders(onBunny));
          assertEquals(Set.of(), crew.holders(everywhere));
        });
  }

  @Test
  void leavesWhatARoleCoversAloneThatWasThereBefore() throws Exception {
    on((studio, crew) -> {
      String id = studio.user("ada");
      Role manager = crew.role("Project manager");
      Grant onBunny = Grant.on(manager, crew.project(crew.project("bunny", true)));
      crew.role(Operation.Role.Step.ADD, id, manager, Optional.empty());
      crew.role(Operation.Role.Step.GRANT, id, manager, Optional.empty());

      studio.apply(Crew.grants(onBunny, List.of(Crew.user("ada", id)), List.of()));
      studio.apply(Crew.grants(onBunny, List.of(), List.of(Crew.user("ada", id))));

      assertEquals(Set.of(), crew.holders(onBunny));
      assertEquals(Set.of(id), crew.holders(Grant.onAllOpen(manager)));
    });
  }

  @Test
  void readsWhoHoldsWhatInNoMoreRequestsThanPages() throws Exception {
    on((studio, crew) -> {
      Role user = crew.role("User");
      IntStream.range(0, 600).forEach(i -> studio.user("u" + i));
      studio.server.requests().clear();

      studio.target.readGrants(Set.of(Grant.onAllOpen(user)), (_, _) -> {});

      assertEquals(2, studio.server.requests().counted().requests());
    });
  }

  @Test
  void givesManyRolesInFewRequests() throws Exception {
    on((studio, crew) -> {
      Role manager = crew.role("Project manager");
      List<Member> all = new ArrayList<>();
      IntStream.range(0, 400).forEach(i -> all.add(Crew.user("u" + i, studio.user("u" + i))));
      studio.server.requests().clear();

      studio.apply(Crew.grants(Grant.onAllOpen(manager), all, List.of()));

      // A look, 2 calls that add, a look, 2 calls that grant.
      assertEquals(6, studio.server.requests().counted().requests());
      assertEquals(400, crew.holders(Grant.onAllOpen(manager)).size());
    });
  }

  @Test
  void aRoleThatUsersHoldAlreadyIsLookedAtOnce() throws Exception {
    on((studio, crew) -> {
      Role manager = crew.role("Project manager");
      Project bunny = crew.project(crew.project("bunny", false));
      List<Member> all = new ArrayList<>();
      IntStream.range(0, 20).forEach(i -> all.add(Crew.user("u" + i, studio.user("u" + i))));
      studio.apply(Crew.grants(Grant.onAllOpen(manager), all, List.of()));
      studio.server.requests().clear();

      studio.apply(Crew.grants(Grant.on(manager, bunny), all, List.of()));

      assertEquals(2, studio.server.requests().counted().requests());
      assertEquals(20, crew.holders(Grant.on(manager, bunny)).size());
    });
  }

  @Test
  void oneUserWhoIsGoneCostsHimselfOnly() throws Exception {
    on((studio, crew) -> {
      Grant everywhere = Grant.onAllOpen(crew.role("Project manager"));
      List<Member> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(Crew.user("u" + i, i == 7 ? "nobody" : studio.user("u" + i)));
      }

      Outcome outcome = studio.apply(Crew.grants(everywhere, all, List.of()));

      assertEquals("FTRACK-REFUSED", Studio.code(outcome));
      assertEquals(19, crew.holders(everywhere).size());
    });
  }

  @Test
  void theLastAdministratorStays() throws Exception {
    on((studio, crew) -> {
      Role administrator = crew.role("Administrator");
      Grant everywhere = Grant.onAllOpen(administrator);
      Member ada = Crew.user("ada", studio.user("ada"));
      studio.apply(Crew.grants(everywhere, List.of(ada), List.of()));
      Member own =
          Crew.user(
              Options.USUAL_LOGIN,
              crew.holders(everywhere).stream()
                  .filter(id -> !id.equals(id(ada)))
                  .findFirst()
                  .orElseThrow());

      Outcome two = studio.apply(Crew.grants(everywhere, List.of(), List.of(ada, own)));

      assertEquals("FTRACK-OWN-ACCOUNT", Studio.code(two));
      assertEquals(Set.of(id(own)), crew.holders(everywhere));
    });
  }

  @Test
  void asManyAdministratorsStayAsTheConfigurationSays() throws Exception {
    on((studio, crew) -> {
      Grant everywhere = Grant.onAllOpen(crew.role("Administrator"));
      Member ada = Crew.user("ada", studio.user("ada"));
      Member bob = Crew.user("bob", studio.user("bob"));
      studio.apply(Crew.grants(everywhere, List.of(ada, bob), List.of()));
      try (FtrackTarget careful =
          new FtrackTarget(studio.settings.with(new Access(2, List.of(), List.of())))) {
        Outcome both =
            Crew.one(careful.apply(List.of(Crew.grants(everywhere, List.of(), List.of(ada, bob)))));

        assertEquals("FTRACK-LAST-ADMINISTRATOR", Studio.code(both));
        assertEquals(2, crew.holders(everywhere).size());
        List<String> codes =
            careful.apply(disables(studio, "ada", "bob")).stream()
                .map(Studio::code)
                .sorted()
                .toList();
        assertEquals(List.of("FTRACK-LAST-ADMINISTRATOR", "applied"), codes);
      }
    });
  }

  private static List<Change> disables(Studio studio, String... logins) throws Exception {
    List<Change> changes = new ArrayList<>();
    for (String login : logins) {
      changes.add(
          Studio.disable(studio.find(new Lookup.ByAttribute("username", login)).getFirst()));
    }
    return changes;
  }

  @Test
  void putsUsersIntoTheTeamOfAProjectAndTakesThemOut() throws Exception {
    on((studio, crew) -> {
      Grant team = Grant.team(crew.project(crew.project("bunny", false)));
      Member ada = Crew.user("ada", studio.user("ada"));
      Member bob = Crew.user("bob", studio.user("bob"));

      assertEquals(
          "applied", Studio.code(studio.apply(Crew.grants(team, List.of(ada, bob), List.of()))));
      assertEquals(Set.of(id(ada), id(bob)), crew.holders(team));
      assertEquals(
          "already done", Studio.code(studio.apply(Crew.grants(team, List.of(ada), List.of()))));
      assertEquals(
          "applied", Studio.code(studio.apply(Crew.grants(team, List.of(), List.of(bob)))));
      assertEquals(Set.of(id(ada)), crew.holders(team));
      assertEquals(1, crew.count("Appointment"));
    });
  }

  @Test
  void putsAGroupItselfIntoTheTeamOfAProjectAndTakesItOut() throws Exception {
    on((studio, crew) -> {
      Grant team = Grant.team(crew.project(crew.project("bunny", false)));
      Member vfx = Crew.inner("vfx", crew.group("vfx", studio.user("ada")));

      assertEquals(
          "applied", Studio.code(studio.apply(Crew.grants(team, List.of(vfx), List.of()))));
      assertEquals(Set.of(id(vfx)), crew.holders(team));
      assertEquals(
          "already done", Studio.code(studio.apply(Crew.grants(team, List.of(vfx), List.of()))));
      assertEquals(
          "applied", Studio.code(studio.apply(Crew.grants(team, List.of(), List.of(vfx)))));
      assertEquals(Set.of(), crew.holders(team));
    });
  }

  @Test
  void assignmentsAreNoTeams() throws Exception {
    on((studio, crew) -> {
      String id = studio.user("ada");
      String bunny = crew.project("bunny", false);
      crew.create(
          "Appointment", Map.of("type", "assignment", "context_id", bunny, "resource_id", id));

      assertFalse(crew.holders(Grant.team(crew.project(bunny))).contains(id));
    });
  }

  @Test
  void aNewRoleThatCouldNotBeMadeValidIsTakenAgain() throws Exception {
    on((studio, crew) -> {
      Member ada = Crew.user("ada", studio.user("ada"));
      Grant everywhere = Grant.onAllOpen(crew.role("Project manager"));
      long before = crew.count("UserSecurityRole");
      studio
          .server
          .faults()
          .add(
              new Fault.PermissionDenied(),
              Trigger.always().onAction("grant_user_security_role_project"));

      Outcome outcome = studio.apply(Crew.grants(everywhere, List.of(ada), List.of()));

      assertEquals("FTRACK-PERMISSION", Studio.code(outcome));
      assertEquals(before, crew.count("UserSecurityRole"));
    });
  }

  @Test
  void backsUpWhoHoldsARole() throws Exception {
    on((studio, crew) -> {
      Member ada = Crew.user("ada", studio.user("ada"));
      Grant everywhere = Grant.onAllOpen(crew.role("Project manager"));
      studio.apply(Crew.grants(everywhere, List.of(ada), List.of()));
      StringBuilder backup = new StringBuilder();

      studio.target.backup(
          List.of(Crew.grants(everywhere, List.of(), List.of(ada)).subject()), backup);

      assertEquals(
          "{\"grant\":\"%s\",\"holders\":[\"%s\"],\"sort\":\"ROLE\"}%n"
              .formatted(everywhere.anchor(), id(ada)),
          backup.toString());
    });
  }

  private static String id(Member member) {
    return member.account().orElseThrow().value();
  }
}
